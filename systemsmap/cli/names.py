"""Finding a variable by what somebody typed for its name."""

from typing import TYPE_CHECKING

from systemsmap.cli.voice import Trouble

if TYPE_CHECKING:
    from systemsmap.model.systems_map import SystemsMap


def variable_called(map_: "SystemsMap", name: str) -> str:
    """Return the id of the variable with this name, whatever its case and spaces.

    Raises Trouble when there is none, or several, and names those that come near.
    """
    from systemsmap.analysis.reading import joined, quoted  # noqa: PLC0415

    exact = [v.id for v in map_.variables.values() if v.name == name]
    alike = exact or [v.id for v in map_.variables.values() if _plain(v.name) == _plain(name)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise Trouble(f"{len(alike)} variables are called {quoted(name)}; give them names apart.")
    from difflib import get_close_matches  # noqa: PLC0415

    plain = {_plain(v.name): v.name for v in map_.variables.values()}
    near = [quoted(plain[n]) for n in get_close_matches(_plain(name), plain, 3, 0.5)]
    hint = f" Did you mean {joined(near)}?" if near else ""
    raise Trouble(f"No variable is called {quoted(name)}.{hint}")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
