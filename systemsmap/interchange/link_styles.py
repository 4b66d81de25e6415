"""Styles of links whose words were read as signs, and what to do when they mean another.

Some programs have no field for a sign: people draw it with a style they have named themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from systemsmap.analysis.reading import so_many
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """A style by the name its user gave it, the sign it was read as, and the links that have it."""

    name: str
    sign: Polarity
    links: frozenset[str]


class NoSuchStyle(Exception):  # noqa: N818 - the message is for the person who named the style
    """There is no link style of this name; the message says which there are."""


def told(styles: Iterable[LinkStyle]) -> tuple[str, ...]:
    """Return one sentence for each style: how it was read, on how many links."""
    return tuple(
        f"Link style “{style.name}” read as {style.sign.value}"
        f" ({so_many(len(style.links), 'link')})."
        for style in styles
    )


def signed(map_: SystemsMap, style: LinkStyle, sign: Polarity) -> SystemsMap:
    """Return the map with this sign on every link of a style."""
    changed = {i: replace(map_.links[i], polarity=sign) for i in style.links}
    return replace(map_, links={**map_.links, **changed})


def chosen(
    map_: SystemsMap, styles: Iterable[LinkStyle], signs: Mapping[str, Polarity]
) -> tuple[SystemsMap, tuple[LinkStyle, ...]]:
    """Return the map with the signs a person gave its styles, and the styles still only guessed.

    Raises NoSuchStyle for a name that no style has.
    """
    left = []
    by_name = {" ".join(name.split()).casefold(): sign for name, sign in signs.items()}
    asked = set(by_name)
    named = tuple(styles)
    for style in named:
        key = " ".join(style.name.split()).casefold()
        asked.discard(key)
        if key in by_name:
            map_ = signed(map_, style, by_name[key])
        else:
            left.append(style)
    if asked:
        known = ", ".join(f"“{style.name}”" for style in named) or "none"
        raise NoSuchStyle(f"It has no link style “{min(asked)}”; it has {known}.")
    return map_, tuple(left)
