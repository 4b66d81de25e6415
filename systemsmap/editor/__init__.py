"""A person at work on a map, without a screen.

Tools turn pointer events in map coordinates into gestures and changes; `Editor` holds what is
selected, typed and lit, and the one `Composition` that the canvas paints, the pointer is tested
against and pictures are exported from. Commands stand in one table (`actions`), their places in
another (`menus`). What only a window can do is asked of a `Shell`. Nothing here knows Qt, so
all of it is tested by calling it.
"""
