"""Map files: opened, published, and edits kept in the working copy."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from systemsmap.interchange import json as open_json
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.working_copy import WorkingCopy
from tests.benchmarks.row import Row, clocked
from tests.benchmarks.spread import spread

Job = Callable[[], object]


def _published(variables: int, links: int) -> StoredMap:
    path = Path(mkdtemp()) / "big.smap"
    return publish(StoredMap(spread(variables, links)).at(path))


def _open() -> Job:
    path = _published(1000, 2000).path
    assert path
    return lambda: read_map_file(path)


def _open_json() -> Job:
    data = open_json.write(spread(1000, 2000))
    return lambda: open_json.read(data)


def _publish() -> Job:
    stored = [_published(1000, 1700)]

    def again() -> None:
        stored[0] = publish(stored[0])

    return again


def _with_history(steps: int) -> Callable[[], Job]:
    def made() -> Job:
        document = Document(spread(100, 200))
        history = KeptHistory()
        ids = list(document.map.variables)
        for n in range(steps):
            map_, id_ = document.map, ids[n % len(ids)]
            document.commit(
                edits.rename(map_, id_, f"Waiting {n}") if n % 3 else edits.move(map_, [id_], n, 1),
                "Edit",
            )
            history = history.with_step(document.history[-1])
        path = Path(mkdtemp()) / "long.smap"
        stored = [publish(StoredMap(document.map, path, history=history))]

        def again() -> None:
            stored[0] = publish(stored[0])

        return again

    return made


def _write_json() -> Job:
    map_ = spread(1000, 1700)
    path = Path(mkdtemp()) / "big.json"
    return lambda: path.write_bytes(open_json.write(map_))


def _edit() -> Job:
    map_ = spread(1000, 1700)
    copy = WorkingCopy.begin(Path(mkdtemp()), StoredMap(map_), unsaved=True)
    steps = count(1)
    return lambda: copy.write(edits.move(map_, ["v7"], next(steps), 0), unsaved=True)


def _whole_json() -> Job:
    """What keeping every edit would cost without a database: the plainest file of all."""
    map_ = spread(1000, 1700)
    path = Path(mkdtemp()) / "copy.json"
    rows = [[v.id, v.name, v.x, v.y] for v in map_.variables.values()]
    rows += [[k.id, k.source, k.target, k.polarity] for k in map_.links.values()]
    info = replace(map_.info)
    return lambda: path.write_text(json.dumps([info.title, rows]))


ROWS = (
    Row("open 1,000 / 2,000", 300, clocked(_open, 15), "the same as JSON", clocked(_open_json, 5)),
    Row(
        "one edit into the working copy",
        5,
        clocked(_edit),
        "all as bare JSON",
        clocked(_whole_json),
    ),
    Row("publish 1,000 / 1,700", 20, clocked(_publish), "written as JSON", clocked(_write_json, 5)),
    Row(
        "publish 100 / 200 after 400 steps",
        20,
        clocked(_with_history(400)),
        "after none",
        clocked(_with_history(0)),
    ),
    Row(
        "publish 100 / 200 after 20,000 steps",
        40,
        clocked(_with_history(20_000)),
        "after none",
        clocked(_with_history(0)),
    ),
)
