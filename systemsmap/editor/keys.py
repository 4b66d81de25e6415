"""Which keys commands have, once a person's own are laid over the usual ones."""

from collections.abc import Iterable, Mapping

from systemsmap.editor.action import Action


def keys_in_force(
    actions: Iterable[Action], own: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the keys of every command by its id.

    A key somebody gave to one command is taken from every other. An empty tuple takes all keys
    away; what is said about commands nobody knows has no effect.
    """
    all_ = tuple(actions)
    given = {key.casefold() for a in all_ for key in own.get(a.id, ())}
    return {
        a.id: own[a.id]
        if a.id in own
        else tuple(key for key in a.keys if key.casefold() not in given)
        for a in all_
    }
