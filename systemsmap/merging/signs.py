"""Signs that copies do not agree on, and the reasons that are kept with them."""

from collections.abc import Mapping, Sequence

from systemsmap.analysis.reading import joined, quoted
from systemsmap.merging.sides import Held
from systemsmap.merging.texts import joined_texts
from systemsmap.merging.wording import SIGNS
from systemsmap.model.records import Link, Polarity

Signs = Mapping[Polarity, tuple[str, ...]]
"""The copies that gave each sign."""


def usual_sign(signs: Signs) -> Polarity:
    """Return the sign that nobody can object to: an open one yields, opposite ones are mixed."""
    decided = [sign for sign in signs if sign is not Polarity.UNDECIDED]
    if len(decided) == 1:
        return decided[0]
    return Polarity.MIXED if decided else Polarity.UNDECIDED


def mixed(signs: Signs) -> bool:
    """Return whether more than one copy decided, each in its way."""
    return len([sign for sign in signs if sign is not Polarity.UNDECIDED]) > 1


def reasons(signs: Signs, held: Sequence[Held]) -> str:
    """Return the reasons of all, behind the sign and the copies they come from."""
    by_name = {n: r.rationale for names, r in held if isinstance(r, Link) for n in names}
    given = {sign: joined_texts([by_name[n] for n in names]) for sign, names in signs.items()}
    said = {
        sign: f"{joined(map(quoted, names))} {_says(names)} {SIGNS[sign]}"
        for sign, names in signs.items()
    }
    if len({text.strip() for text in given.values()}) == 1:
        reason = next(iter(given.values())).strip()
        return "\n".join(line for line in (reason, f"{', '.join(said.values())}.") if line)
    return "\n".join(
        f"{said[sign]}: {text.strip()}" if text.strip() else f"{said[sign]}."
        for sign, text in given.items()
    )


def _says(names: Sequence[str]) -> str:
    return "says" if len(names) == 1 else "say"
