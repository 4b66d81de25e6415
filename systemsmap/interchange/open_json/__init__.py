"""The open text format, in pieces: parsing with distrust, reading records and loops, writing.

A map is one JSON object: title and the like, then `variables`, `links`, `loops` and `notes`,
each a list of objects. It is meant to be written by hand or by a script as easily as by
systemsmap: links name their ends, loops name their members, and ids and positions may be left
out. What systemsmap writes always carries ids, so that a map comes back as the same map. Fields
that systemsmap does not know stay with their record (`extra`) and are written back.
"""

FORMAT = 1
"""The version of the text format, written as `"systemsmap": 1`; files may leave it out."""
