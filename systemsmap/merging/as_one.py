"""One record out of what several copies make of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from systemsmap.analysis.reading import joined, quoted
from systemsmap.merging.foreign import foreign_fields, together
from systemsmap.merging.questions import Conflict, Option
from systemsmap.merging.rules import NOTED_IN, RULES, Manner, Rule, Value
from systemsmap.merging.settling import Settling
from systemsmap.merging.sides import Held
from systemsmap.merging.signs import mixed, reasons, usual_sign
from systemsmap.merging.stands import Stand, stands_of
from systemsmap.merging.texts import joined_texts, same_name
from systemsmap.merging.wording import SIGNS, Wording, sentence
from systemsmap.model.records import Polarity, Record

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to settle anything."""

    settling: Settling
    wording: Wording


@dataclass(frozen=True, slots=True)
class _Matter:
    """Values of one field that differ."""

    desk: Desk
    id: str
    rule: Rule
    before: Record | None
    held: Sequence[Held]
    stands: tuple[Stand, ...]

    def ask(self, options: tuple[Option, ...], default: str) -> Conflict:
        record = self.before or self.held[0][1]
        about = self.desk.wording.about(record)
        words = sentence(self.rule.differs.format(about=about))
        id_ = f"{self.rule.name}:{self.id}"
        return self.desk.settling.ask(id_, words, options, default, (record.id,))

    def options(self) -> tuple[Option, ...]:
        """One for each value, called by the first copy that says so."""
        return tuple(
            Option(s.names[0], self.desk.wording.said(self.rule, s.value), s.names)
            for s in self.stands
        )

    def stand(self, name: str) -> Stand:
        return next(stand for stand in self.stands if name in stand.names)


@dataclass(frozen=True, slots=True)
class _Settled:
    """The value, what is to be noted beside it, and fields that are settled with it."""

    value: Value
    aside: str = ""
    others: dict[str, Any] = field(default_factory=dict)


def as_one(desk: Desk, id_: str, before: Record | None, held: Sequence[Held]) -> Record:
    """Return the record with what is new in any copy; `id_` tells its conflicts apart."""
    first = held[0][1]
    if all(record == (before or first) for _, record in held):
        return before or first
    values: dict[str, Any] = {}
    asides = []
    for rule in RULES[type(first)]:
        if rule.name in values:
            continue
        stands = stands_of(rule, before, held)
        settled = _Settled(stands[0].value)
        if len(stands) > 1:
            matter = _Matter(desk, id_, rule, before, held, stands)
            settled = _SETTLERS[rule.manner](matter)
        values.update(zip(rule.fields, settled.value, strict=True))
        values.update(settled.others)
        asides.append(settled.aside)
    return _noted(replace(before or first, **values), asides)


def _noted(record: Record, asides: list[str]) -> Record:
    place = NOTED_IN[type(record)]
    lines = getattr(record, place).splitlines()
    new = [line for line in asides if line and line not in lines]
    noted: dict[str, Any] = {place: "\n".join([*lines, *new])}
    return replace(record, **noted) if new else record


def _quiet(matter: _Matter) -> _Settled:
    values = [stand.value for stand in matter.stands]
    return _Settled(matter.rule.best(values) if matter.rule.best else values[0])


def _pick(matter: _Matter) -> _Settled:
    options = matter.options()
    if matter.rule.best:
        best = matter.rule.best([stand.value for stand in matter.stands])
        default = next(stand for stand in matter.stands if stand.value == best).names[0]
    else:
        default = min(options, key=lambda option: (option.words, option.id)).id
    conflict = matter.ask(options, default)
    aside = ""
    if matter.desk.settling.is_left_open(conflict):
        others = (f"{o.label}." for o in conflict.options if o.id != conflict.chosen)
        aside = f"Also said: {' '.join(others)}"
    return _Settled(matter.stand(conflict.chosen).value, aside)


def _name(matter: _Matter) -> _Settled:
    names = sorted((stand.value[0], stand.names[0]) for stand in matter.stands)
    if same_name(*(name for name, _ in names)):
        return _Settled((names[0][0],))
    conflict = matter.ask(matter.options(), names[0][1])
    value = matter.stand(conflict.chosen).value
    others = [name for name, _ in names if name.strip() and not same_name(name, value[0])]
    told = joined(quoted(name) for name in dict.fromkeys(others))
    return _Settled(value, f"Also called {told}." if others else "")


def _text(matter: _Matter) -> _Settled:
    texts = [stand.value[0] for stand in matter.stands]
    both = joined_texts(texts)
    if both in texts:
        return _Settled((both,))
    options = (*matter.options(), Option(BOTH, "Keep both, one under the other"))
    chosen = matter.ask(options, BOTH).chosen
    return _Settled((both,) if chosen == BOTH else matter.stand(chosen).value)


def _sign(matter: _Matter) -> _Settled:
    signs = {stand.value[0]: stand.names for stand in matter.stands}
    default = usual_sign(signs)
    options = [Option(sign.value, SIGNS[sign], names) for sign, names in signs.items()]
    if Polarity.MIXED not in signs:
        options.append(Option(Polarity.MIXED.value, "± with the reasons of both"))
    sign = Polarity(matter.ask(tuple(options), default.value).chosen)
    if sign is Polarity.MIXED and mixed(signs):
        return _Settled((sign,), others={"rationale": reasons(signs, matter.held)})
    return _Settled((sign,))


def _listed(matter: _Matter) -> _Settled:
    parts = [part for stand in matter.stands for part in stand.value[0].split(", ")]
    return _Settled((", ".join(dict.fromkeys(sorted(part for part in parts if part))),))


def _sets(matter: _Matter) -> _Settled:
    before = matter.rule.value(matter.before)[0] if matter.before else ()
    return _Settled((tuple(together(before, [stand.value[0] for stand in matter.stands])),))


def _foreign(matter: _Matter) -> _Settled:
    before = matter.rule.value(matter.before)[0] if matter.before else ""
    return _Settled((foreign_fields(before, matter.stands),))


_SETTLERS: dict[Manner, Callable[[_Matter], _Settled]] = {
    Manner.QUIET: _quiet,
    Manner.PICK: _pick,
    Manner.NAME: _name,
    Manner.TEXT: _text,
    Manner.SIGN: _sign,
    Manner.LISTED: _listed,
    Manner.SETS: _sets,
    Manner.FOREIGN: _foreign,
}
