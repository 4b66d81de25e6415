"""How much a file from somewhere else may hold. More than this is an accident or an attack."""

FILE_BYTES = 20_000_000
VARIABLES = 5_000
LINKS = 20_000
LOOPS = 10_000
NOTES = 5_000
STEPS = 5_000
"""Steps of a story."""
LABEL = 500
"""Characters in a name or a title."""
ID = 200
"""Characters in an id."""
TEXT = 50_000
"""Characters in a note, a reason, a story, or in all unknown fields of one record together."""
REACH = 1_000_000.0
"""Map units from the middle within which things may lie."""
BEND = 10.0
"""The highest arc over its chord."""
DEPTH = 64
"""Lists and objects inside one another."""
OBJECTS = 500_000
"""Lists and objects, or elements, in one file: ten for each variable and each link there may be."""
LINES = 50_000
"""Lines of a text."""
LINE = 50_000
"""Characters in a line of a text."""
TRIED = 100_000
"""Links of a file, those that cannot be on the map among them."""
PICTURE_BYTES = 200_000_000
"""Bytes in a picture that may have a map inside; the map in it is held to FILE_BYTES."""
