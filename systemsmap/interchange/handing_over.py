"""A map written for another program, and what that program will not see of it."""

from pathlib import Path

from systemsmap.interchange.delivery import deliver
from systemsmap.interchange.endings import ending
from systemsmap.interchange.holding import lost_in
from systemsmap.model.systems_map import SystemsMap


def hand_over(map_: SystemsMap, path: Path) -> str:
    """Write the map in the format that the name of the file says.

    Returns a sentence on what the format cannot hold, or nothing. Raises OSError, ValueError for
    a name that is of no format.
    """
    from systemsmap.interchange.exporters import EXPORTERS  # noqa: PLC0415 - not at the start

    known = {exporter.suffix: exporter for exporter in EXPORTERS}
    suffix = ending(path.name, known)
    if suffix is None:
        raise ValueError(f"{path.name} is of no format that is written")
    exporter = known[suffix]
    deliver(path, exporter.write(map_))
    lost = lost_in(map_, exporter.holds)
    return f"{exporter.name} cannot hold {', '.join(lost)}." if lost else ""
