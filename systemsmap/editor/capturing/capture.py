"""What typed lines do to the map: seen as a ghost while they are typed, done with Enter."""

from collections.abc import Iterable
from dataclasses import dataclass

from systemsmap.analysis.near_names import near_duplicates
from systemsmap.editor.editor import Editor
from systemsmap.editor.spots import Spots
from systemsmap.interchange import limits
from systemsmap.interchange.statements.parse import parse
from systemsmap.interchange.statements.statement import (
    SaidLink,
    Statement,
    StatementTrouble,
    key_of,
)
from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.variables import box_of

_ON_ARC = (0.25, 0.4, 0.5, 0.6, 0.75)
_MANY = 400


@dataclass(frozen=True, slots=True)
class Captured:
    """The edit that some lines ask for.

    `made` are the ids of new variables and links, `meant` those of all that were named, in the
    order they came; `twins` pairs each new variable with one on the map it may be.
    """

    change: Change
    made: tuple[str, ...]
    meant: tuple[str, ...]
    twins: tuple[tuple[Variable, Variable], ...] = ()


def capture(e: Editor, text: str) -> Captured:
    """Return what the lines do to the map as it is now. Raises StatementTrouble, EditError."""
    said = [parse(line) for line in text.splitlines() if line.strip()]
    if not said:
        raise StatementTrouble("There is nothing to draw yet.")
    drawing = _Drawing(e)
    for statement in said:
        drawing.take(statement)
    new = [drawing.map.variables[i] for i in drawing.made if i in drawing.map.variables]
    twins = tuple(_twins(drawing.map, new))
    return Captured(drawing.change, tuple(drawing.made), tuple(drawing.meant), twins)


def keep(e: Editor, captured: Captured) -> None:
    """Do it, as one step, and select what was named last."""
    if captured.change:
        e.document.commit(captured.change, "Capture what was typed")
    e.select(*captured.meant[-1:])


class _Drawing:
    """A map that grows by one statement after another."""

    def __init__(self, e: Editor) -> None:
        self.map: SystemsMap = e.map
        self.change = Change()
        self.made: list[str] = []
        self.meant: dict[str, None] = {}
        self._theme = e.composition.theme
        self._taken = [*e.boxes(), *_arcs(e)]
        self._at = e.view.area.middle
        self._beside = e.selected_variables[-1] if e.selected_variables else None
        self._ids = {key_of(v.name): v.id for v in reversed([*e.map.variables.values()])}
        self._cards = {key_of(c.name): c.id for c in reversed([*e.map.cards.values()])}

    def take(self, statement: Statement) -> None:
        """Add the names and links of one statement. Raises StatementTrouble, EditError."""
        for link in statement.links:
            cause, effect = self._ends(link)
            self._link(cause, effect, link)
        for name in statement.names:
            if key_of(name) not in self._ids:
                self._add(name, None, None)
            self.meant[self._ids[key_of(name)]] = None

    def _ends(self, link: SaidLink) -> tuple[str, str]:
        cause, effect = (self._ids.get(key_of(name)) for name in (link.cause, link.effect))
        if cause is None:
            cause = self._add(link.cause, None, effect)
        if key_of(link.effect) == key_of(link.cause):
            effect = cause
        if effect is None:
            effect = self._add(link.effect, cause, None)
        return cause, effect

    def _add(self, name: str, cause: str | None, effect: str | None) -> str:
        if len(name) > limits.LABEL:
            raise StatementTrouble(f"A name has more than {limits.LABEL} characters.")
        spots = Spots(self.map, self._theme, tuple(self._taken))
        if cause:
            spot = spots.effect_of(self.map.variables[cause], name)
        elif effect:
            spot = spots.cause_of(self.map.variables[effect], name)
        elif self._beside:
            spot = spots.beside(self._beside, name)
        else:
            spot = spots.at(self._at.x, self._at.y, name)
        id_ = fresh_id()
        card = self._cards.pop(key_of(name), None)
        if card:
            self._do(edits.place_card(self.map, card, spot.x, spot.y, as_=id_))
        else:
            self._do(edits.add_variable(self.map, name, spot.x, spot.y, id_=id_))
        self._taken.append(box_of(self.map.variables[id_], self._theme))
        self._ids[key_of(name)] = id_
        self.made.append(id_)
        return id_

    def _link(self, cause: str, effect: str, said: SaidLink) -> None:
        """Draw a link, or give the one that is there the sign and the delay that were said."""
        there = self.map.link_between.get((cause, effect))
        if there is None:
            there = fresh_id()
            self._do(edits.add_link(self.map, cause, effect, said.polarity, id_=there))
            self.made.append(there)
        elif said.polarity is not Polarity.UNDECIDED:
            self._do(edits.set_polarity(self.map, [there], said.polarity))
        if said.delayed:
            self._do(edits.set_delayed(self.map, [there], delayed=True))

    def _do(self, change: Change) -> None:
        self.map = change.applied_to(self.map)
        self.change = self.change.then(change)


def _arcs(e: Editor) -> Iterable[Bounds]:
    """Yield boxes along the links, so that a new name does not come to lie on one."""
    if len(e.map.links) > _MANY:  # no room is left without an arc, and looking takes its time
        return
    for id_, link in e.map.links.items():
        if link.source != link.target:
            curve = e.composition.curve(id_)
            for at in map(curve.point, _ON_ARC):
                yield Bounds(at.x, at.y, 0.0, 0.0)


def _twins(map_: SystemsMap, new: list[Variable]) -> Iterable[tuple[Variable, Variable]]:
    """Yield new variables with one on the map that may be the same thing."""
    ids = {variable.id for variable in new}
    if not ids:
        return
    for finding in near_duplicates(map_):
        one, other = finding.ids[:2]
        if (one in ids) is not (other in ids):
            there, twin = (other, one) if one in ids else (one, other)
            yield map_.variables[twin], map_.variables[there]
