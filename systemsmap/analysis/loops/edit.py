"""What a change means for loops: links that go, come or do something else."""

from dataclasses import dataclass

from systemsmap.model.change import Change
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Edit:
    """The records of a change that matter to loops. A link that was turned goes and comes."""

    gone: tuple[Link, ...]
    new: tuple[Link, ...]
    resigned: tuple[Link, ...]
    variables_gone: tuple[str, ...]
    variables_new: tuple[str, ...]

    def __bool__(self) -> bool:
        """True when anything about loops may differ."""
        return bool(self.gone or self.new or self.resigned or self.rearranges)

    @property
    def rearranges(self) -> bool:
        """True when variables came or went."""
        return bool(self.variables_gone or self.variables_new)


def edit_of(change: Change) -> Edit:
    """Return what a change means for loops."""
    gone, new, resigned = [], [], []
    less: list[str] = []
    more: list[str] = []
    for id_, after in change.after.items():
        before = change.before[id_]
        if isinstance(before, Variable) or isinstance(after, Variable):
            if before is None or after is None:
                (more if before is None else less).append(id_)
            continue
        old = before if isinstance(before, Link) else None
        now = after if isinstance(after, Link) else None
        if old and now and (old.source, old.target) == (now.source, now.target):
            if (old.polarity, old.delayed) != (now.polarity, now.delayed):
                resigned.append(now)
        else:
            gone += [old] if old else []
            new += [now] if now else []
    return Edit(tuple(gone), tuple(new), tuple(resigned), tuple(less), tuple(more))


def are_last(ids: tuple[str, ...], map_: SystemsMap) -> bool:
    """Tell whether these variables stand at the end of the map, in this order."""
    last = reversed(tuple(map_.variables))
    return all(id_ == next(last) for id_ in reversed(ids))


def runs_beside_another(map_: SystemsMap) -> bool:
    """Tell whether two links run the same way, which only maps made elsewhere can have."""
    return len({(k.source, k.target) for k in map_.links.values()}) < len(map_.links)
