"""What a map looks like, as data that knows neither a screen nor a file.

`compose` turns a map into a `Composition`: where the words stand, which way every link bends,
where its sign and every loop's badge find room. A composition never changes; `after` returns
the next one, with only what a change touches worked out anew. `draw` hands out each thing as
shapes of the small vocabulary in `drawing`, which the canvas and `svg` paint alike; `picture`
sets the drawings in layers with a title and a key for a printed page.

Every link is an arc of one circle (`curve`), so every question about it (does it touch these
words, how far is it from here, where does it end) has an exact and cheap answer.
"""
