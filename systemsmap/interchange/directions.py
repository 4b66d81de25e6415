"""Connections that may lead one way, both ways or no way, as Kumu and its tables have them."""

from dataclasses import replace

from systemsmap.interchange.building import MapBuilder, SaidOfLink
from systemsmap.interchange.open_json.ends import folded

UNDIRECTED = "Left out, a connection without a direction is no link"
DIRECTIONS = ("", "directed", "mutual", "undirected")


def connect(builder: MapBuilder, ends: tuple[str, str], said: SaidOfLink, direction: str) -> None:
    """Add a link, or one each way, or none, as the direction of a connection says.

    Ends are keys or names. Without a direction nobody knows what is the cause: it is told with
    both names and left out, not guessed.
    """
    way = folded(direction)
    start, end = (builder.name(key) for key in ends)
    if way == "undirected":
        builder.lose(UNDIRECTED, f"{start} and {end}")
        return
    if way not in DIRECTIONS:
        builder.lose("Direction not understood, read as from the first to the second", direction)
    builder.link(*ends, said)
    if way == "mutual":
        back = f"{said.id} back" if said.id else ""
        builder.link(ends[1], ends[0], replace(said, bend=None, id=back))
