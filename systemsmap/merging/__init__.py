"""Copies of a map that went different ways, brought together again.

Everything here is a pure function of maps: `merge(base, copies, choices)` takes over, field by
field, what only one copy changed since `base`, and asks about the rest in `Conflict` values that
each have a default which loses nothing. Choosing means calling it again with the choices, so
there is no half-merged state anywhere. Without a base (groups that began apart) all of all is
taken.

The copies are first brought into an order that follows from what is in them, and everything that
could go this way or that goes by it: so the same copies make the same map whoever names them
first. `ancestry` finds the base in the histories of the copies.
"""
