"""Requests made from the sample maps, with sizes near those the drawing measures."""

import json
from pathlib import Path
from typing import Any

from systemsmap.layout.layouts import Placement, Request

MAPS = Path(__file__).parents[1] / "data" / "maps"
NAMES = sorted(path.stem for path in MAPS.glob("*.json") if path.stem != "EXPECTED_LOOPS")


def size(name: str) -> tuple[float, float]:
    """About what the drawing measures: names wrap at 17 characters, 17 units high."""
    lines = max(1, round(len(name) / 17))
    return (8.6 * len(name) / lines + 18, lines * 20.7 + 12)


def sample(name: str, **more: Any) -> Request:
    map_ = json.loads((MAPS / f"{name}.json").read_text("utf-8"))
    ids = tuple(v["name"] for v in map_["variables"])
    links = tuple((link["from"], link["to"]) for link in map_["links"])
    return Request(ids, {i: size(i) for i in ids}, links, **more)


def plain(count: int, *links: tuple[int, int], **more: Any) -> Request:
    """Variables v0, v1, ... all of one size."""
    ids = tuple(f"v{i}" for i in range(count))
    named = tuple((f"v{a}", f"v{b}") for a, b in links)
    return Request(ids, dict.fromkeys(ids, (130.0, 34.0)), named, **more)


def overlaps(request: Request, placement: Placement, gap: float = 0.0) -> list[tuple[str, str]]:
    """Pairs of names nearer than `gap`."""
    found = []
    for k, a in enumerate(request.ids):
        for b in request.ids[:k]:
            (ax, ay), (bx, by) = placement.positions[a], placement.positions[b]
            (aw, ah), (bw, bh) = request.sizes[a], request.sizes[b]
            apart = max(abs(ax - bx) - (aw + bw) / 2, abs(ay - by) - (ah + bh) / 2)
            if apart < gap - 0.3:  # positions are rounded to a tenth
                found.append((a, b))
    return found
