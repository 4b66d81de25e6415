"""Settles what copies disagree on, by what a person chose or else by the default."""

from collections.abc import Iterable

from systemsmap.merging.questions import Choices, Conflict, Option


class Settling:
    """Goes by the choices and remembers every conflict it met, in order."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._met: dict[str, Conflict] = {}

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Everything the copies disagree on."""
        return tuple(self._met.values())

    def ask(
        self,
        id_: str,
        sentence: str,
        options: tuple[Option, ...],
        default: str,
        ids: Iterable[str] = (),
    ) -> Conflict:
        """Return the conflict with the option it is settled by."""
        said = self._choices.options.get(id_)
        chosen = said if said in {option.id for option in options} else default
        assert chosen is not None
        self._met[id_] = Conflict(id_, sentence, options, default, chosen, tuple(ids))
        return self._met[id_]

    def is_left_open(self, conflict: Conflict) -> bool:
        """Return whether nobody chose, so that nothing may be lost."""
        return self._choices.options.get(conflict.id) is None
