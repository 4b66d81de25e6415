"""The map itself, with nothing but the standard library.

A map (`SystemsMap`) is an immutable value made of frozen records. Whatever happens to it is one
`Change`: each touched record as it was before and as it is after. Because a change knows both
sides, undo is the change reversed, and nobody ever writes an undo by hand. `edits` holds every
edit a person can make as a pure function from a map to a change; `Document` is the one place
where the current map is replaced, and it announces each change to everyone who follows the map:
drawing, saving, finding loops. A drag is a `Gesture`: shown at every step, kept as one step.
"""
