"""Maps like large published ones: themes of about 25 variables, some of them hubs."""

from random import Random

from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of

THEME = 25
INSIDE = 0.7
"""The share of links that stay within their theme."""
CANDIDATES = 3
"""Of so many variables met by chance, the greatest hub is the effect."""


def themed(size: int, density: float, seed: int = 0) -> SystemsMap:
    """Return so many variables with `density` links each: a third minus, a few open, some slow."""
    chance = Random(f"{size} {density} {seed}")
    ids = [f"v{i}" for i in range(size)]
    pull = {id_: chance.random() ** 2 for id_ in ids}
    themes = [ids[i :: _themes(size)] for i in range(_themes(size))]
    theme_of = {id_: theme for theme in themes for id_ in theme}
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < round(size * density):
        cause = chance.choice(ids)
        near = theme_of[cause] if chance.random() < INSIDE else ids
        effect = max(chance.choices(near, k=CANDIDATES), key=pull.__getitem__)
        if cause != effect:
            pairs[cause, effect] = None
    signs = chance.choices(list(Polarity), [62, 35, 2, 1], k=len(pairs))
    links = [
        Link(f"{a}>{b}", a, b, sign, chance.random() < 0.15)
        for (a, b), sign in zip(pairs, signs, strict=True)
    ]
    return map_of([*(Variable(i, i) for i in ids), *links])


def _themes(size: int) -> int:
    return max(2, size // THEME)
