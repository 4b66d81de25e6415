"""The map drawn by typing: what a line means here, where its names go, which names it may mean."""
