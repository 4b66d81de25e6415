"""XMILE, the OASIS standard that Stella and others write: connectors with sign and delay mark.

Elements are known by their local names, for there are two namespaces. Names are one when they
differ in case, spaces, line breaks and underscores only (3.2.2.2). `angle` is the direction at the
start of an arc, in degrees from the right against the clock (6.1.6); of a connector back to its
start it is the direction in which the arc stands out.
"""

from systemsmap.interchange.xmile.read import read
from systemsmap.interchange.xmile.spaces import ISEE, SPACE
from systemsmap.interchange.xmile.write import HOLDS, write

__all__ = ["HOLDS", "ISEE", "SPACE", "read", "write"]
