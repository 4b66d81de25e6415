"""Where settings and unsaved work are kept on this computer."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Folders:
    """`settings`: what a person chose. `work`: the working copies of open maps."""

    settings: Path
    work: Path


def folders() -> Folders:
    """Return the folders of this person; SYSTEMSMAP_HOME puts both somewhere else."""
    home = os.environ.get("SYSTEMSMAP_HOME")
    if home:
        return Folders(Path(home) / "settings", Path(home) / "work")
    name = "systemsmap"
    settings = platformdirs.user_config_path(name, appauthor=False)
    return Folders(settings, platformdirs.user_data_path(name, appauthor=False) / "work")
