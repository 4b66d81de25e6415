"""A file with more than one map in it."""

from collections.abc import Sequence

from systemsmap.interchange.trouble import ImportTrouble


class SeveralMaps(ImportTrouble):
    """Which of the maps is wanted? `names` are theirs, in the order of the file."""

    def __init__(self, names: Sequence[str], unknown: str = "") -> None:
        self.names = tuple(names)
        named = ", ".join(f"“{name}”" for name in names)
        start = f"There is no map “{unknown}” in it" if unknown else "There are several maps in it"
        super().__init__(f"{start}; it has {named}.")
