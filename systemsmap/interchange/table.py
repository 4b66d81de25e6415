"""The table of formats: for the command line and the README, made from what the code says."""

from collections.abc import Iterator
from dataclasses import dataclass

from systemsmap.interchange.exporters import EXPORTERS
from systemsmap.interchange.holding import Holds, lacking
from systemsmap.interchange.importers import IMPORTERS


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format: `holds` is None where systemsmap does not write it from a map."""

    suffix: str
    name: str
    is_read: bool
    is_written: bool
    holds: Holds | None

    def told(self) -> str:
        """Return the row as a line of text."""
        ways = " and ".join(
            way for way, does in (("read", self.is_read), ("written", self.is_written)) if does
        )
        return f"{self.suffix:<14}{self.name}: {ways}{self.lacks}"

    @property
    def lacks(self) -> str:
        """What a map loses in this format, as the end of a sentence."""
        if self.holds is None:
            return ""
        lost = lacking(self.holds)
        return f"; without {', '.join(lost)}" if lost else "; whole"


def rows() -> Iterator[FormatRow]:
    """Yield a row for each suffix, those that are read first."""
    written = {exporter.suffix: exporter for exporter in EXPORTERS}
    for importer in IMPORTERS:
        exporter = written.pop(importer.suffix, None)
        holds = exporter.holds if exporter else None
        is_written = exporter is not None or importer.suffix == ".png"
        yield FormatRow(importer.suffix, importer.name, True, is_written, holds)  # noqa: FBT003
    for exporter in written.values():
        yield FormatRow(exporter.suffix, exporter.name, False, True, exporter.holds)  # noqa: FBT003
