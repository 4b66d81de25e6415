"""Makes the example maps in `resources/examples` from their JSON: `python dev.py examples`."""

import sys
from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from systemsmap.interchange import json
from systemsmap.interchange.examples import EXAMPLES, Example
from systemsmap.interchange.picture_of import numbered
from systemsmap.interchange.placing import placed
from systemsmap.model.records import MapInfo
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap

SOURCES = Path(__file__).parent / "data" / "maps"
MARK = "An example: replace the reasons with your own."
TWO_QUESTIONS = (
    "What is the true value of what we provide to people? How can that value be provided best?"
)


def example_map(example: Example) -> SystemsMap:
    """Return the map of an example, laid out, its loops named and numbered as in the JSON."""
    if not example.made_from:
        return SystemsMap(info=MapInfo(title=example.title, question=TWO_QUESTIONS))
    data = (SOURCES / f"{example.made_from}.json").read_bytes()
    imported = json.read(data)
    if imported.lost:
        raise ValueError(f"{example.made_from}: {imported.lost}")
    map_, note = placed(imported.map_, imported.unplaced)
    if note:
        raise ValueError(note)
    description = f"{map_.info.description} {MARK}".strip()
    info = replace(map_.info, title=example.title, description=description)
    return numbered(replace(map_, info=info))


def main() -> None:
    """Write every example anew; its identity stays the same."""
    for example in EXAMPLES:
        path = SOURCES.parent.parent.parent / "resources" / "examples" / f"{example.file}.smap"
        path.parent.mkdir(exist_ok=True)
        uuid = uuid5(NAMESPACE_URL, f"systemsmap:example:{example.file}").hex
        map_ = example_map(example)
        publish(StoredMap(map_, path, uuid), overwrite=True, backup=False)
        sys.stdout.write(f"{path.name}: {example.title}\n")


if __name__ == "__main__":
    main()
