"""Asks Graphviz for positions. To be called in a worker process only: it may crash or hang."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

UNIT = 72.0
"""Graphviz's points per inch; one map unit is one point."""

Attributes = Mapping[str, str]

_SHARED = {"splines": "false", "notranslate": "true"}

ENGINES: Mapping[str, tuple[str, Attributes]] = {
    "near": ("neato", {"mode": "KK", "model": "shortpath", "overlap": "vpsc", "start": "7"}),
    "spread": ("neato", {"mode": "major", "overlap": "vpsc", "start": "7"}),
    "wide": ("fdp", {"K": "2.4", "overlap": "vpsc", "start": "7"}),
    # nslimit ends network simplex early: without it large maps take minutes.
    "flow": ("dot", {"rankdir": "LR", "ranksep": "1.1", "nodesep": "0.7", "nslimit": "2"}),
}
"""Name -> Graphviz's program and its settings."""


class GraphvizError(Exception):
    """Graphviz is missing or its answer cannot be used."""


def ask_graphviz(net: Net, engine: str) -> list[XY]:
    """Return a position for each variable of the net, y downwards.

    Raises `GraphvizError` when pygraphviz is missing or the answer is not whole.
    """
    try:
        import pygraphviz  # noqa: PLC0415 - 40 libraries, only ever wanted in the worker
    except ImportError as error:
        raise GraphvizError("pygraphviz is not installed") from error
    program, settings = ENGINES[engine]
    graph = pygraphviz.AGraph(directed=True, strict=True, **_SHARED, **settings)
    for i, (width, height) in enumerate(net.sizes):
        graph.add_node(f"n{i}", label="", shape="box", fixedsize="true", **_inches(width, height))
    for a, b in sorted(net.pairs):
        graph.add_edge(f"n{a}", f"n{b}", len=f"{_length(net, a, b):.3f}")
    with _errors() as said:
        try:
            graph.layout(prog=program)
        except (ValueError, OSError) as error:
            raise GraphvizError(str(error)) from error
    if "memory exhausted" in (text := "".join(said)) or "Error:" in text:
        raise GraphvizError(text.strip())
    return _read(graph, len(net.sizes))


def _inches(width: float, height: float) -> dict[str, str]:
    return {"width": f"{max(width, 1) / UNIT:.4f}", "height": f"{max(height, 1) / UNIT:.4f}"}


def _length(net: Net, a: int, b: int) -> float:
    """Ideal length in inches: room for the arc between two names of these sizes."""
    return net.wanted_length(a, b) / UNIT


def _read(graph: object, count: int) -> list[XY]:
    found: dict[str, XY] = {}
    for node in graph.nodes():  # type: ignore[attr-defined]
        x, _, y = (node.attr["pos"] or "").rstrip("!").partition(",")
        try:
            found[str(node)] = (float(x), -float(y))
        except ValueError as error:
            raise GraphvizError("a position is missing") from error
    if set(found) != {f"n{i}" for i in range(count)}:
        raise GraphvizError("the answer is not whole")
    return [found[f"n{i}"] for i in range(count)]


@contextmanager
def _errors() -> Iterator[list[str]]:
    """Collect what the C library writes to standard error, and keep it off the terminal."""
    said: list[str] = []
    with tempfile.TemporaryFile() as file:
        before = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(before, 2)
            os.close(before)
            file.seek(0)
            said.append(file.read().decode("utf-8", "replace"))
