"""Finds the files shipped beside the code, in a checkout and in an installed wheel."""

from pathlib import Path

_HERE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder, named relative to `resources/`."""
    installed = _HERE / "_resources" / name
    return installed if installed.exists() else _HERE.parent / "resources" / name
