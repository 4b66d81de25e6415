"""draw.io: boxes become variables, arrows between them links; a page is a map.

What a drawing has no shape for stands in custom properties, which draw.io shows under Edit Data
and keeps: kind, boundary, evidence, reasons, the links of a loop. Notes are tooltips there. Bends
are waypoints, so that a line that is pulled about in draw.io comes back as it was left.
"""

from systemsmap.interchange.drawio.read import read
from systemsmap.interchange.drawio.write import HOLDS, write

__all__ = ["HOLDS", "read", "write"]
