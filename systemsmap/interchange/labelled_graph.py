"""Nodes and edges with fields, as graph files have them, and the map they make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, Place, number
from systemsmap.interchange.graph_fields import (
    Fields,
    said_of_link,
    said_of_variable,
    weight_of,
)
from systemsmap.interchange.trouble import ImportTrouble

_SHOWN = 80
_EDGES = 4 * limits.LINKS  # many lie beside others in some files, and are left out
_Piece = TypeVar("_Piece")


@dataclass(frozen=True, slots=True)
class Node:
    """A node by the key that edges know it by."""

    key: str
    name: str
    at: Place | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between the keys of two nodes. `is_directed`: the file says which way it leads."""

    start: str
    end: str
    fields: Fields = field(default_factory=dict)
    id: str = ""
    is_directed: bool = True

    def turned(self) -> "Edge":
        """Return the edge the other way round, bent to the same side of the page."""
        bend = number(self.fields.get("bend")) if self.start != self.end else None
        fields = self.fields if bend is None else {**self.fields, "bend": f"{0.0 - bend!r}"}
        return replace(self, start=self.end, end=self.start, fields=fields)

    def both_ways(self) -> "tuple[Edge, ...]":
        """Return two edges, there and back, bent as the program chooses so that both are seen."""
        if self.start == self.end:
            return (self,)
        fields = {name: text for name, text in self.fields.items() if name != "bend"}
        there = replace(self, fields=fields)
        return there, replace(there.turned(), id="")


def fill(builder: MapBuilder, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Put nodes and edges into a map to be. Raises ImportTrouble for more than a map can hold."""
    budget = _Budget()
    names: dict[str, str] = {}
    for node in _at_most(limits.VARIABLES, nodes, "nodes"):
        budget.spend(len(node.name), node.fields)
        builder.variable(node.key, node.name, node.at, said_of_variable(node.fields))
        names[node.key] = node.name
    edges = list(_at_most(_EDGES, edges, "edges"))
    weights = [weight_of(edge.fields) for edge in edges]
    known = [weight for weight in weights if weight is not None]
    signed = any(weight < 0 for weight in known)
    uneven = len({abs(weight) for weight in known}) > 1
    for edge, weight in zip(edges, weights, strict=True):
        budget.spend(0, edge.fields)
        told = " to ".join(names.get(key, key)[:_SHOWN] for key in (edge.start, edge.end))
        if not edge.is_directed:
            builder.lose("Edge without a direction, read from its first end", told)
        if uneven and weight is not None:
            builder.lose("Strength not kept", told)
        builder.link(
            edge.start, edge.end, said_of_link(edge.fields, edge.id, signed_weights=signed)
        )


def _at_most(most: int, pieces: Iterable[_Piece], what: str) -> Iterator[_Piece]:
    for count, piece in enumerate(pieces, 1):
        if count > most:
            raise ImportTrouble(f"There are more than {most:,} {what} in it.")
        yield piece


@dataclass(slots=True)
class _Budget:
    """A default that is long and stands for many would make a small file an enormous map."""

    left: int = limits.FILE_BYTES

    def spend(self, length: int, fields: Fields) -> None:
        self.left -= length + sum(map(len, fields.values()))
        if self.left < 0:
            raise ImportTrouble("It repeats too much text to be a map.")
