"""Feedback loops: what one is (`loop`), where they are (`search`), what an edit does (`engine`).

Nobody can read every loop of a large map: there may be millions. So the search hands out the
shortest first, stops within its budget and says what it left out; the engine keeps those up to a
horizon and tells of each edit which loops came, went or changed. A loop is known by its links,
never by its place in a list, because people name loops and the list changes with every edit.
Inside, a map is letters and a way a word (`core`); links without a choice are joined (`joining`),
and loops are looked for from a few homes (`components`, `home`), length by length (`listing`).
"""
