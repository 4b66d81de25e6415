"""Every edit there is, done at random to any map: a table from its name to how it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Evidence, Kind, Polarity, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap

NAMES = ("Births", "Failure demand", "Trust", "Calls that\ncome back", "Kaitiaki – Ngā", "体制")
TEXTS = ("", "as the night team told it", "‖ ± “quoted” <b>&amp;</b>", "two\nlines", "'; DROP --")
NOBODY = "nobody"


@dataclass(frozen=True)
class Chance:
    """Whatever chance picks on a map."""

    random: Random
    map_: SystemsMap

    def one(self, *kinds: str) -> str:
        """An id of a record of these kinds; of nothing where there is none."""
        ids = [id_ for kind in kinds for id_ in getattr(self.map_, kind)]
        return self.random.choice(ids) if ids else NOBODY

    def some(self, *kinds: str) -> list[str]:
        """A few such ids."""
        ids = [id_ for kind in kinds for id_ in getattr(self.map_, kind)]
        return self.random.sample(ids, min(len(ids), self.random.randint(1, 4)))

    def name(self) -> str:
        """A name."""
        return f"{self.random.choice(NAMES)} {self.random.randrange(1000)}"

    def text(self) -> str:
        """A text."""
        return self.random.choice(TEXTS)

    def spot(self) -> tuple[float, float]:
        """A place on the map."""
        return self.random.uniform(-2000, 2000), float(self.random.randint(-1500, 1500))

    def coin(self) -> bool:
        """Yes or no."""
        return self.random.random() < 0.5


def _story(chance: Chance) -> Change:
    steps = list(chance.map_.story)[:6]
    chance.random.shuffle(steps)
    shown = tuple(chance.some("variables", "links"))
    kind = chance.random.choice(list(Shown))
    new = StoryStep(fresh_id(), 0, kind, shown, chance.text())
    return edits.write_story(chance.map_, [*steps, new])


def _insert(chance: Chance) -> Change:
    piece = edits.piece(chance.map_, chance.some("variables", "notes"))
    return edits.insert(chance.map_, piece, 30.0, 30.0)


def _delete(chance: Chance) -> Change:
    kinds = ("variables", "links", "notes", "cards", "steps")
    return edits.delete(chance.map_, chance.some(*kinds))


EDITS: Mapping[str, Callable[[Chance], Change]] = {
    "add_cards": lambda c: edits.add_cards(c.map_, [c.name(), c.name()]),
    "add_link": lambda c: edits.add_link(
        c.map_, c.one("variables"), c.one("variables"), c.random.choice(list(Polarity))
    ),
    "add_note": lambda c: edits.add_note(c.map_, c.name(), *c.spot()),
    "add_variable": lambda c: edits.add_variable(c.map_, c.name(), *c.spot()),
    "bend": lambda c: edits.bend(
        c.map_, c.one("links"), c.random.choice([None, c.random.uniform(-0.5, 0.5)])
    ),
    "decline_link": lambda c: edits.decline_link(c.map_, c.one("variables"), c.one("variables")),
    "delete": _delete,
    "describe_link": lambda c: edits.describe_link(
        c.map_, c.one("links"), rationale=c.text(), reference=c.text(), note=c.text()
    ),
    "describe_map": lambda c: edits.describe_map(c.map_, title=c.name(), question=c.text()),
    "forget_loop": lambda c: edits.forget_loop(c.map_, c.one("loops")),
    "hide_loop": lambda c: edits.hide_loop(c.map_, c.one("loops"), c.coin()),
    "insert": _insert,
    "merge": lambda c: edits.merge(
        c.map_, c.one("variables", "cards"), c.one("variables", "cards")
    ),
    "move": lambda c: edits.move(c.map_, c.some("variables", "notes"), *c.spot()),
    "move_badge": lambda c: edits.move_badge(
        c.map_, c.one("loops"), c.random.choice([None, c.spot()])
    ),
    "name_loop": lambda c: edits.name_loop(c.map_, c.one("loops"), c.name()),
    "pin_loop": lambda c: edits.pin_loop(c.map_, c.one("loops"), c.coin()),
    "place": lambda c: edits.place(c.map_, {i: c.spot() for i in c.some("variables", "notes")}),
    "place_card": lambda c: edits.place_card(c.map_, c.one("cards"), *c.spot()),
    "rename": lambda c: edits.rename(c.map_, c.one("variables"), c.name()),
    "reverse": lambda c: edits.reverse(c.map_, c.some("links")),
    "say_at_step": lambda c: edits.say_at_step(c.map_, c.one("steps"), c.text()),
    "set_delayed": lambda c: edits.set_delayed(c.map_, c.some("links"), c.coin()),
    "set_evidence": lambda c: edits.set_evidence(
        c.map_, c.some("links"), c.random.choice(list(Evidence))
    ),
    "set_kind": lambda c: edits.set_kind(
        c.map_, c.some("variables"), c.random.choice([None, *Kind])
    ),
    "set_note": lambda c: edits.set_note(c.map_, c.one("variables"), c.text()),
    "set_outside": lambda c: edits.set_outside(c.map_, c.some("variables"), c.coin()),
    "set_polarity": lambda c: edits.set_polarity(
        c.map_, c.some("links"), c.random.choice(list(Polarity))
    ),
    "set_text": lambda c: edits.set_text(c.map_, c.one("notes"), c.name()),
    "set_width": lambda c: edits.set_width(c.map_, c.one("notes"), c.random.uniform(40, 400)),
    "tell_loop": lambda c: edits.tell_loop(c.map_, c.one("loops"), c.text()),
    "write_card": lambda c: edits.write_card(c.map_, c.one("cards"), name=c.name(), note=c.text()),
    "write_story": _story,
}
_ADDING = ("add_variable", "add_link", "add_link", "add_note", "add_cards", "insert")
_MOST = 120  # records on the map: what a workshop draws


def any_edit(random: Random, map_: SystemsMap) -> tuple[str, Change]:
    """Return an edit with its name; nothing where it makes no sense. Maps stay of one size."""
    size = sum(1 for _ in map_.records())
    name = random.choice(("delete", *EDITS) if size > _MOST else (*_ADDING, *EDITS))
    if size > _MOST and name in _ADDING:
        name = "delete"
    try:
        return name, EDITS[name](Chance(random, map_))
    except edits.EditError:
        return name, Change()
