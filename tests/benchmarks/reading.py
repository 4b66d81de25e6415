"""Files of other programs read: a thousand variables and two thousand links in each format."""

from collections.abc import Callable

from systemsmap.interchange.exporters import EXPORTERS
from systemsmap.interchange.importers import IMPORTERS, Importer
from tests.benchmarks.row import Row, clocked
from tests.benchmarks.spread import spread

TITLE = "Formats of other programs: under a second, workbooks and Graphviz under two"
_SLOW = (".xlsx", ".gv", ".dot")


def _reading(importer: Importer) -> Callable[[], Callable[[], object]]:
    def prepared() -> Callable[[], object]:
        write = next(e.write for e in EXPORTERS if e.suffix == importer.suffix)
        data = write(spread(1000, 2000))
        return lambda: importer.read(data)

    return prepared


def _row(importer: Importer) -> Row:
    goal = 2_000.0 if importer.suffix in _SLOW else 1_000.0
    return Row(f"read {importer.suffix}", goal, clocked(_reading(importer), 3))


_WRITTEN = {exporter.suffix for exporter in EXPORTERS}
ROWS = tuple(_row(importer) for importer in IMPORTERS if importer.suffix in _WRITTEN)
