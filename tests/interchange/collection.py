"""The collection of maps in tests/data/maps."""

from pathlib import Path

from systemsmap.interchange import json
from systemsmap.model.edits import place
from systemsmap.model.systems_map import SystemsMap

FOLDER = Path(__file__).parent.parent / "data" / "maps"
FILES = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "EXPECTED_LOOPS")


def collected(name: str) -> SystemsMap:
    """Return a map of the collection, its variables in a row for want of a layout."""
    map_ = json.read((FOLDER / f"{name}.json").read_bytes()).map_
    places = {id_: (i % 3 * 260.0, i // 3 * 170.0) for i, id_ in enumerate(map_.variables)}
    return place(map_, places).applied_to(map_)
