"""What is exported looks as it does on screen, judged by a renderer of another make."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from systemsmap.interchange import json
from systemsmap.interchange.placing import placed
from systemsmap.rendering.picture import PictureOptions, picture
from systemsmap.rendering.svg import to_svg
from systemsmap.resources import resource
from tests.gui.shown import shown
from tests.virtual_screen import skip_without_tools

pytestmark = pytest.mark.gui
ZOOM = 2
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def _rendered(svg: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> QImage:
    """Return the SVG as rsvg-convert draws it with the shipped font."""
    settings = folder / "fonts.conf"
    settings.write_text(FONTS.format(fonts=resource("fonts"), cache=folder / "cache"))
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    (folder / "map.svg").write_text(svg, encoding="utf-8")
    command = ["rsvg-convert", "--zoom", str(ZOOM), "map.svg", "-o", "map.png"]
    subprocess.run(command, cwd=folder, check=True)
    return QImage(str(folder / "map.png")).convertToFormat(QImage.Format.Format_RGB32)


def _far_off(one: QImage, other: QImage) -> float:
    """Return the share of pixels whose lightness differs by more than a quarter."""
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    different = 0
    for y in range(height):
        for x in range(width):
            a, b = one.pixelColor(x, y).lightness(), other.pixelColor(x, y).lightness()
            different += abs(a - b) > 64
    return different / (width * height)


@pytest.mark.parametrize("name", ["r3_early_discharge", "05_technology_only_learning"])
def test_the_svg_looks_like_the_screen(
    name: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_without_tools()
    source = Path(__file__).parents[1] / "data" / "maps" / f"{name}.json"
    imported = json.read(source.read_bytes())
    view = shown(qtbot, placed(imported.map_, imported.unplaced)[0])
    drawn = picture(view.editor.composition, PictureOptions(title="", key=False))
    exported = _rendered(to_svg(drawn), tmp_path, monkeypatch)
    area = drawn.bounds
    screen = QImage(exported.size(), QImage.Format.Format_RGB32)
    screen.fill(QColor("#ffffff"))
    painter = QPainter(screen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    source_area = QRectF(area.x, area.y, exported.width() / ZOOM, exported.height() / ZOOM)
    view.map_scene.render(painter, QRectF(screen.rect()), source_area)
    painter.end()
    assert exported.width() > 500
    assert _far_off(screen, exported) < 0.012
