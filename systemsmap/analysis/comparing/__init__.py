"""What changed from one map to another, told in sentences.

Records are the same when their ids are, if both maps come of one history; maps from elsewhere
carry ids that mean nothing here, so there variables are the same when their names are, links
when their ends are. The older map is first given the ids of the newer one (`aligned`); from
there on everything is compared by id.

Not told are the numbers that the program gives to loops, the dates of the map, and what other
programs keep with it.
"""

from systemsmap.analysis.comparing.compare import LOOKED_AT, compare
from systemsmap.analysis.comparing.difference import About, Comparison, Difference, Group, What
from systemsmap.analysis.comparing.lines import Line, lines_of, summary

__all__ = [
    "LOOKED_AT",
    "About",
    "Comparison",
    "Difference",
    "Group",
    "Line",
    "What",
    "compare",
    "lines_of",
    "summary",
]
