"""What stands beside the map: its loops, what it is about, and what deserves a second look.

A panel follows the editor and asks it for everything it shows; it keeps no copy of the map. What
is typed in one goes through `edits` like anything drawn on the canvas, and can be undone.
"""
