"""Keeps what a person chose, in a text file they can read and mend."""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from systemsmap.editor.settings import RANGES, Choice, Settings, choices
from systemsmap.model.events import Event

LONGEST = 200  # characters of a setting that is a text
_HEADING = "# Preferences of systemsmap. A line that makes no sense is passed over.\n"


class SettingsStore:
    """The settings in force, the keys somebody gave to commands, and where windows stood.

    Everything lies in `folder`. A file that cannot be read is set aside as `.bak` and the defaults
    are used; one that cannot be written leaves the choice in force until the program ends. Either
    is said in `trouble`, a sentence, empty while all is well.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "settings.toml"
        self.changed: Event[Settings] = Event()
        self.trouble = ""
        found = self._read()
        self.settings = self._accepted(found)
        self.shortcuts: Mapping[str, tuple[str, ...]] = _shortcuts(found.get("shortcuts"))
        self._others = {k: v for k, v in found.items() if k not in _CHOICES and _is_plain(v)}

    def set(self, **fields: object) -> None:
        """Change settings, save and announce them.

        Raises TypeError for a name nobody knows and ValueError for a value that cannot be.
        """
        unknown = set(fields) - set(_CHOICES)
        if unknown:
            raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
        for name, value in fields.items():
            if not _fits(_CHOICES[name], value):
                raise ValueError(f"{_CHOICES[name].label} cannot be {value!r}.")
        settings = replace(self.settings, **fields)  # type: ignore[arg-type]
        if settings != self.settings:
            self.settings = settings
            self._save()
            self.changed.emit(settings)

    def window_state(self, name: str) -> bytes | None:
        """Return what was kept under this name, or None."""
        try:
            return self._state_file(name).read_bytes()
        except OSError:
            return None

    def keep_window_state(self, name: str, state: bytes) -> None:
        """Keep the layout of a window; not being able to is no reason to bother anyone."""
        with suppress(OSError):
            _write(self._state_file(name), state)

    def _state_file(self, name: str) -> Path:
        return self._folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.window"

    def _read(self) -> dict[str, object]:
        try:
            return tomllib.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError:
            self.trouble = "The preferences could not be read, so the usual ones are used."
        except (UnicodeError, tomllib.TOMLDecodeError):
            self.trouble = self._set_aside()
        return {}

    def _set_aside(self) -> str:
        kept = self._file.with_suffix(".toml.bak")
        with suppress(OSError):
            self._file.replace(kept)
            return f"The preferences were damaged; the file was kept as {kept.name}."
        return "The preferences are damaged, so the usual ones are used."

    def _accepted(self, found: Mapping[str, object]) -> Settings:
        good = {k: v for k, v in found.items() if k in _CHOICES and _fits(_CHOICES[k], v)}
        bad = [_CHOICES[k].label for k in found if k in _CHOICES and k not in good]
        if bad:
            self.trouble = f"These preferences made no sense and are as usual: {', '.join(bad)}."
        return replace(Settings(), **good)  # type: ignore[arg-type]

    def _save(self) -> None:
        lines = [_HEADING]
        chosen = {name: getattr(self.settings, name) for name in _CHOICES}
        lines += [f"{_key(k)} = {_value(v)}\n" for k, v in {**chosen, **self._others}.items()]
        lines += ["\n[shortcuts]\n"] if self.shortcuts else []
        lines += [f"{_key(k)} = {_value(list(keys))}\n" for k, keys in self.shortcuts.items()]
        try:
            _write(self._file, "".join(lines).encode("utf-8"))
            self.trouble = ""
        except OSError:
            self.trouble = "The preferences could not be saved; they hold until you quit."


_CHOICES: dict[str, Choice] = {choice.name: choice for choice in choices()}


def _fits(choice: Choice, value: object) -> bool:
    """Return whether a setting can have this value. True is no number here, though it is one."""
    if type(value) is not choice.kind:
        return False
    if isinstance(value, str):
        return value in choice.options if choice.options else _is_line(value)
    low, high = RANGES.get(choice.name, (0, 0))
    return isinstance(value, bool) or not isinstance(value, int) or low <= value <= high


def _is_line(value: str) -> bool:
    return len(value) <= LONGEST and value.isprintable()


def _is_plain(value: object) -> bool:
    """Return whether this can be written back: a setting of another version, kept for it."""
    return isinstance(value, bool | int) or (isinstance(value, str) and _is_line(value))


def _shortcuts(found: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(found, dict):
        return {}
    lists = {str(k): [v] if isinstance(v, str) else v for k, v in found.items()}
    return {
        k: tuple(v)
        for k, v in lists.items()
        if isinstance(v, list) and all(isinstance(key, str) for key in v)
    }


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _value(name)


def _value(value: object) -> str:
    """Return a value as TOML writes it; for these it is what JSON writes, but for two things."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(file: Path, data: bytes) -> None:
    """Replace a file in one go, so that no half of it is ever read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    fresh.write_bytes(data)
    fresh.replace(file)
