"""Feedback loops: what one is (`loop`), how links make one (`walk`), where they are (`search`).

Nobody can read every loop of a large map: there may be millions. So the search hands out the
shortest first, stops within its budget and says what it left out. A loop is known by its links,
never by its place in a list, because people name loops and the list changes with every edit.
"""
