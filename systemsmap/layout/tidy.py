"""Tidies what stands there, so that the people in the room still recognise it."""

from collections.abc import Collection
from dataclasses import replace

from systemsmap.layout.layouts import arrange
from systemsmap.layout.request import Placement, Request


def tidy(
    request: Request, selected: Collection[str] | None = None, seconds: float = 10.0
) -> Placement:
    """Return new positions for a map whose variables all have one.

    With a selection only the selected move: what lies left of, right of, above or below something
    mostly stays so. Without, the whole map is put in order; what is good already is kept, and a
    wholly new arrangement is taken only if it is much better, on the face (mirrored or not) and at
    the place where variables move least. Asking again changes little or nothing. `request.pinned`
    never move. Blocks like `arrange`.
    """
    if selected is None:
        return arrange(request, seconds)
    held = request.pinned | (frozenset(request.ids) - frozenset(selected))
    if len(held) >= len(request.ids):
        return Placement({id_: request.positions[id_] for id_ in request.ids})
    return arrange(replace(request, pinned=held), seconds)
