"""What came out of a file in another format."""

from dataclasses import dataclass, field

from systemsmap.interchange.link_styles import LinkStyle
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Imported:
    """A map, and in plain sentences what of the file it could not keep.

    `unplaced`: the ids of variables the file gives no position for. They lie at 0, 0 until
    somebody lays them out. `styles`: the styles of links whose words were read as signs, which
    a person may read otherwise.
    """

    map_: SystemsMap
    lost: tuple[str, ...] = ()
    unplaced: frozenset[str] = field(default_factory=frozenset)
    styles: tuple[LinkStyle, ...] = ()
