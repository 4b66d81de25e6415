"""Whether there is a screen, found out without Qt."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from systemsmap.gui.screen import has_screen

LINUX = "linux"


def test_windows_and_macs_always_have_one() -> None:
    assert has_screen({}, "win32")
    assert has_screen({}, "darwin")


def test_linux_without_any_display_has_none() -> None:
    assert not has_screen({}, LINUX)
    assert not has_screen({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, LINUX)


@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "vnc:size=800x600", "offscreen;xcb"])
def test_platforms_that_need_no_screen_are_enough(chosen: str) -> None:
    assert has_screen({"QT_QPA_PLATFORM": chosen}, LINUX)


@pytest.mark.parametrize("chosen", ["xcb", "wayland", "wayland-egl", "xcb:opt"])
def test_platforms_that_need_a_screen_are_not(chosen: str) -> None:
    assert not has_screen({"QT_QPA_PLATFORM": chosen}, LINUX)


@pytest.mark.parametrize(
    "display", [":54321", "54321", ":", ":x", "localhost:50999", "unix:54321", ":54321.0", "::::"]
)
def test_a_display_that_does_not_answer_is_none(display: str) -> None:
    assert not has_screen({"DISPLAY": display}, LINUX)


def test_a_wayland_display_that_answers_is_a_screen(tmp_path: Path) -> None:
    short = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(short / "wayland-7"))
        server.listen()
        environment = {"XDG_RUNTIME_DIR": str(short), "WAYLAND_DISPLAY": "wayland-7"}
        assert has_screen(environment, LINUX)
    assert not has_screen(environment, LINUX)


def test_an_x_display_on_a_port_that_answers_is_a_screen() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        number = server.getsockname()[1] - 6000
        assert has_screen({"DISPLAY": f"127.0.0.1:{number}.0"}, LINUX)


def test_asking_does_not_load_qt() -> None:
    program = "import sys, systemsmap.gui.screen; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
