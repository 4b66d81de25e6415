"""`systemsmap loops --table`: all loops of a map into one file, up to a million."""

from pathlib import Path

from systemsmap.cli.progress import Progress
from systemsmap.cli.source import read
from systemsmap.cli.target import look_at, put
from systemsmap.cli.voice import show

MOST = 1_000_000
SECONDS = 120.0


def write_table(source: Path, target: Path, *, overwrite: bool) -> int:
    """Write the loops and tell how many there are. Raises Trouble."""
    from systemsmap.analysis.loops.flat import flat_loops  # noqa: PLC0415
    from systemsmap.interchange.loop_table import as_csv  # noqa: PLC0415

    look_at(target, force=overwrite)
    map_ = read(source).map_
    progress = Progress("Looking for loops", SECONDS)
    try:
        flat = flat_loops(map_, MOST, SECONDS, progress)
    finally:
        progress.clear()
    put(target, as_csv(map_, flat), overwrite=overwrite)
    of = "all of them" if flat.complete else f"complete up to {flat.complete_to} links"
    show(f"{target}: {len(flat):,} loops, {of}")
    return 0
