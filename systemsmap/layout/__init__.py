"""Where variables go.

A layout is asked for with a `Request` (ids, sizes, links) and answered with a `Placement`. Nothing
here knows Qt, the map's records or the drawing: sizes come in, positions come out, so the work can
be done in another process.

Graphviz is powerful and rude: it holds the interpreter while it thinks, aborts the process on some
graphs and asks for all the memory on others. It is therefore only ever called in a process that is
used once, with a time limit and a memory limit, and what it answers is checked. Its names are
opaque numbers: nothing a person typed is ever parsed as Graphviz's language.

Graphviz knows nothing of loops. Its answers, and a few starting positions of our own, are therefore
only candidates: each is judged as a person would judge the picture (do links cross, does one run
through a name, are the loops round, is there room for signs, does it fill a wide screen) and the
best are improved by many small moves with a fixed number of tries and a fixed seed. The same
request always gets the same answer.

Layouts are asked for, never volunteered: people in a room recognise their map by where things
stand, so `tidy` keeps as much of that as it can, and pinned variables never move at all.
"""
