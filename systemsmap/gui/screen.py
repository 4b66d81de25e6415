"""Whether there is a screen to open a window on, found out before Qt would end the process."""

import socket
from collections.abc import Mapping
from pathlib import Path

_NEEDS_SCREEN = ("xcb", "wayland")
_PATIENCE = 1.0


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether a window can be opened; `platform` is what `sys.platform` says.

    Only on Linux and its like can a screen be missing. A display that is named but does not
    answer counts as missing: Qt would abort on it.
    """
    if platform in ("win32", "darwin", "cygwin"):
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if chosen and not chosen.startswith(_NEEDS_SCREEN):
        return True  # offscreen, minimal, vnc and so on need none
    return _wayland_answers(environment) or _x_answers(environment.get("DISPLAY", ""))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _answers_at(str(Path(folder) / name))


def _x_answers(display: str) -> bool:
    """`host:number.screen`: a socket in the file system, or port 6000 + number of the host."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        place = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers have their sockets
        return _answers_at(place) or _answers_at(f"\0{place}")
    return _answers_on(host, 6000 + int(number))


def _answers_at(place: str) -> bool:
    family = getattr(socket, "AF_UNIX", None)
    if family is None:
        return False
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(_PATIENCE)
        try:
            connection.connect(place)
        except OSError:
            return False
    return True


def _answers_on(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), _PATIENCE):
            return True
    except (OSError, OverflowError):
        return False
