"""Sheets and choosers that open over the window; none of them stops the work under it."""
