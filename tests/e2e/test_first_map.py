"""The whole way of a first map, in a real window with a real keyboard and mouse."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from systemsmap.model.records import Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import recover
from systemsmap.storage.schema import FileTrouble
from tests.e2e.window import RealWindow, ink, until
from tests.virtual_screen import VirtualScreen, skip_without_tools

pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.e2e]

PLACES = {
    "Pressure": (280, 190),
    "Online share": (640, 190),
    "Contact": (640, 460),
    "Failure demand": (280, 460),
}
LINKS = (
    ("Pressure", "Online share", "plus"),
    ("Online share", "Contact", "minus"),
    ("Contact", "Failure demand", "minus"),
    ("Failure demand", "Pressure", "plus"),
)
INSIDE_ALL_FOUR = (340, 250, 590, 450)
INSIDE_THE_TWO = (345, 140, 575, 250)
SVG = "{http://www.w3.org/2000/svg}"


def _read(path: Path) -> SystemsMap | None:
    try:
        return read_map_file(path).map_
    except FileTrouble:
        return None


def _saved(path: Path, holds: object) -> SystemsMap:
    def look() -> SystemsMap | None:
        map_ = _read(path)
        return map_ if map_ and holds(map_) else None  # type: ignore[operator]

    return until(look, "the map in its file")


def _draw_variables(window: RealWindow) -> None:
    for name, place in PLACES.items():
        window.double_click(*place)
        window.words(name)
        window.keys("Return")


def _save_as(window: RealWindow, path: Path) -> SystemsMap:
    window.keys("Escape", "ctrl+s")
    window.await_dialog("Save map as")
    window.words(str(path))
    window.keys("Return")
    return _saved(path, lambda m: len(m.variables) == len(PLACES))


def _named(map_: SystemsMap, name: str) -> Variable:
    return next(v for v in map_.variables.values() if v.name == name)


class _Sheet:
    """Where the canvas is in the window, known from where the first clicks put variables."""

    def __init__(self, map_: SystemsMap) -> None:
        first = _named(map_, "Pressure")
        self._dx = PLACES["Pressure"][0] - first.x
        self._dy = PLACES["Pressure"][1] - first.y

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        return x + self._dx, y + self._dy


def _link_all(window: RealWindow, map_: SystemsMap, sheet: _Sheet) -> None:
    from systemsmap.rendering.theme import LIGHT
    from systemsmap.rendering.variables import box_of

    for cause, effect, sign in LINKS:
        box, goal = box_of(_named(map_, cause), LIGHT), _named(map_, effect)
        window.move(*sheet.pixel(box.middle.x, box.middle.y))
        window.drag(sheet.pixel(box.right + 4, box.middle.y), sheet.pixel(goal.x, goal.y))
        window.keys(sign)
    window.keys("Escape")


def _labels(map_: SystemsMap) -> set[str]:
    return {f"{letter}{n}" for loop in map_.loops.values() for letter, n in loop.numbers}


def _see_badge(window: RealWindow, folder: Path, area: tuple[int, int, int, int]) -> None:
    """Something as dark as a badge is painted inside the loop, where no name stands."""
    until(lambda: ink(window.look(folder), *area) > 60, f"a badge in {area}")


def test_a_map_is_drawn_kept_lost_found_and_handed_out(tmp_path: Path) -> None:
    skip_without_tools()
    home, file, svg = tmp_path / "home", tmp_path / "First map.smap", tmp_path / "picture.svg"
    with VirtualScreen(tmp_path, 1280, 720) as screen:
        window = RealWindow(screen, home)
        _draw_variables(window)
        map_ = _save_as(window, file)
        sheet = _Sheet(map_)

        _link_all(window, map_, sheet)
        map_ = _saved(file, lambda m: len(m.links) == 4)
        signs = [k.polarity for k in map_.links.values()]
        assert signs.count(Polarity.NEGATIVE) == 2
        map_ = _saved(file, lambda m: "R1" in _labels(m))
        _see_badge(window, tmp_path, INSIDE_ALL_FOUR)

        # one flipped sign: the loop balances; undo and redo go there and back
        window.keys("ctrl+z")
        _saved(file, lambda m: len(m.links) == 3)
        window.keys("ctrl+shift+z")
        _saved(file, lambda m: len(m.links) == 4)
        goal, start = _named(map_, "Pressure"), _named(map_, "Online share")
        window.click(*sheet.pixel(start.x, start.y))
        window.keys("l")
        window.words("Pressure")
        window.keys("Return", "minus", "Escape")
        map_ = _saved(file, lambda m: len(m.links) == 5 and "B1" in _labels(m))
        assert goal.id in {k.target for k in map_.links.values()}
        _see_badge(window, tmp_path, INSIDE_THE_TWO)

        # a name typed and the power cut before the file is written: found at the next start
        window.double_click(840, 330)
        window.words("Trust in the service")
        window.keys("Return")
        kept = home / "work"
        until(lambda: _in_copy(kept, "Trust in the service"), "the edit in the working copy")
        window.kill()
        again = RealWindow(screen, home)
        until(lambda: _click_open_it(again, tmp_path), "the offer of what was found")
        map_ = _saved(file, lambda m: len(m.variables) == 5)
        assert len(map_.links) == 5

        again.keys("ctrl+e")
        again.await_dialog("Export")
        again.keys("Return")
        again.await_dialog("Export picture to")
        again.words(str(svg))
        again.keys("Return")
        until(svg.exists, "the picture")
        assert again.close() == 0
    _check_picture(svg, map_)


def _in_copy(folder: Path, name: str) -> bool:
    """Return whether the name lies in the working copy or its log; both are read as bytes."""
    return any(name.encode() in path.read_bytes() for path in folder.glob("*.copy*"))


def _click_open_it(window: RealWindow, folder: Path) -> bool:
    """Click the first button of the bar that offers what was found, once it is there."""
    image = window.look(folder)
    for y in range(80, 240, 3):
        for x in range(300, 1250, 3):
            if image.pixelColor(x, y).name() == "#2b5f7f":
                screen_to_window = (x - 2 + 12, y - 22 + 6)
                window.click(*screen_to_window)
                return True
    return False


def _check_picture(svg: Path, map_: SystemsMap) -> None:
    root = ET.fromstring(svg.read_text(encoding="utf-8"))
    groups = {g.get("id") or "" for g in root.iter(f"{SVG}g")}
    assert sum(g.startswith("var-") for g in groups) == len(map_.variables)
    assert sum(g.startswith("link-") for g in groups) == len(map_.links)
    assert sum(g.startswith("loop-") for g in groups) == 2
    words = " ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text"))
    assert "R1" in words
    assert "B1" in words


def test_nothing_is_offered_after_a_window_was_closed(tmp_path: Path) -> None:
    skip_without_tools()
    home, file = tmp_path / "home", tmp_path / "Closed.smap"
    with VirtualScreen(tmp_path, 1280, 720) as screen:
        window = RealWindow(screen, home)
        _draw_variables(window)
        _save_as(window, file)
        window.double_click(840, 330)
        window.words("Trust")
        window.keys("Return")
        assert window.close() == 0
    saved = _read(file)
    assert saved
    assert "Trust" in {v.name for v in saved.variables.values()}
    assert recover(home / "work").orphans == ()
