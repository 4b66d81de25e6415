"""Exact counts of all feedback loops of a map, without listing one.

A map of a hundred variables can have hundreds of millions of loops; nobody can read them, but
their numbers can be known. `count` is the way in; `counts` is what comes out. Inside: `blocks`
splits the links into parts that no loop leaves, `contraction` joins away what does not branch,
`order` and `frontier` count what is left by dynamic programming over a narrow frontier, `subsets`
does so for small dense parts, `numbers` and `through` are what is counted, `short` counts the
short loops where the whole is too wide, and `guard` ends it all in time.
"""
