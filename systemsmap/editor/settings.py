"""Every preference with its default, and the words the preferences window shows for it."""

from dataclasses import dataclass, field, fields
from typing import Literal, get_args, get_type_hints

ThemeChoice = Literal["system", "light", "dark", "high contrast"]


def _said(label: str, help_: str) -> dict[str, str]:
    return {"label": label, "help": help_}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose; a field added here appears in the preferences by itself."""

    theme: ThemeChoice = field(
        default="system",
        metadata=_said("Theme", "Light, dark or of high contrast. System follows the desktop."),
    )
    type_size: int = field(
        default=13,
        metadata=_said(
            "Type size of the panels", "In pixels, from 9 to 32. Names on the map zoom instead."
        ),
    )
    story_size: int = field(
        default=64,
        metadata=_said(
            "Type size on the projector", "In pixels of a screen 1080 high, from 64 to 160."
        ),
    )
    snapping: bool = field(
        default=True,
        metadata=_said(
            "Snap to lines and gaps", "A dragged name falls into line with others. Alt: not now."
        ),
    )
    ask_signs: bool = field(
        default=True,
        metadata=_said(
            "Ask for the sign of a new link", "Offers + − ? at the arrowhead; keys always work."
        ),
    )
    export_key: bool = field(
        default=True,
        metadata=_said("Key on exported pictures", "Says what +, −, ||, R and B mean."),
    )
    export_scale: int = field(
        default=2,
        metadata=_said("Size of exported PNG pictures", "Pixels per map unit, from 1 to 4."),
    )
    daily_backups: bool = field(
        default=True,
        metadata=_said(
            "Keep a backup of each day",
            "Beside the map, as it was before the day’s first saving. The last ten are kept.",
        ),
    )
    author: str = field(
        default="", metadata=_said("Your name", "Written into new maps as their author.")
    )
    role: str = field(
        default="",
        metadata=_said(
            "Your role", "Noted with each step in the map's timeline: facilitator, say, or scribe."
        ),
    )
    organisation: str = field(
        default="", metadata=_said("Your organisation", "Written into new maps.")
    )


RANGES = {"type_size": (9, 32), "story_size": (64, 160), "export_scale": (1, 4)}


@dataclass(frozen=True, slots=True)
class Choice:
    """One preference as the preferences window shows it; `options` only for a list of words."""

    name: str
    label: str
    help: str
    kind: type
    options: tuple[str, ...] = ()


def choices() -> tuple[Choice, ...]:
    """Return every preference in the order shown."""
    hints = get_type_hints(Settings)
    made = []
    for one in fields(Settings):
        options = tuple(str(o) for o in get_args(hints[one.name]))
        kind = str if options else hints[one.name]
        words = one.metadata
        made.append(Choice(one.name, words["label"], words["help"], kind, options))
    return tuple(made)
