"""Vensim's text models: what the sketch shows, with names and notes from the equations.

Only the sketch knows which arrows there are, their signs and where things lie; a model without
one is read from its equations. Nothing is ever run.
"""

from systemsmap.interchange.vensim.read import read
from systemsmap.interchange.vensim.write import HOLDS, write

__all__ = ["HOLDS", "read", "write"]
