"""PNG and PDF: painted from the same drawing, searchable, with the map inside."""

import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from systemsmap.gui import images
from systemsmap.interchange import png
from systemsmap.interchange.picture_of import picture_of
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.picture import Picture
from tests.interchange.collection import collected

pytestmark = pytest.mark.gui
DIGITAL = "01_digital_by_default"


@pytest.fixture(scope="module")
def picture() -> Picture:
    return picture_of(collected(DIGITAL))


@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_a_png_has_so_many_pixels_for_each_unit(picture: Picture, scale: float) -> None:
    read = QImage.fromData(images.png(picture, scale, "{}"))
    assert read.width() == round(picture.bounds.width * scale)
    assert read.height() == round(picture.bounds.height * scale)
    assert read.dotsPerMeterX() == pytest.approx(96 * scale / 0.0254, rel=0.001)


def test_qt_reads_the_text_that_was_embedded(picture: Picture) -> None:
    text = json.dumps({"variables": [], "title": "two  spaces,\n待ち 🙂"}, ensure_ascii=False)
    data = images.png(picture, 1.0, text)
    assert QImage.fromData(data).text("systemsmap") == text
    assert png.read(data).map_.info.title == "two  spaces,\n待ち 🙂"


def test_something_is_painted_in_the_colours_of_the_map(picture: Picture) -> None:
    image = images.image(picture, 1.0)
    places = [(x, y) for x in range(image.width()) for y in range(0, image.height(), 3)]
    colours = {image.pixelColor(x, y).name() for x, y in places}
    assert "#ffffff" in colours
    assert len(colours) > 50


def test_a_picture_without_paper_is_transparent(picture: Picture) -> None:
    image = images.image(replace(picture, background=None), 1.0)
    assert image.pixelColor(0, 0).alpha() == 0
    assert images.image(picture, 1.0).pixelColor(0, 0) == QColor("#ffffff")


def test_dimmed_things_are_painted_faint(picture: Picture) -> None:
    faint = [
        replace(layer, items=tuple(replace(item, opacity=0.1) for item in layer.items))
        for layer in picture.layers
    ]
    image = images.image(replace(picture, layers=tuple(faint)), 1.0)
    darkest = min(
        image.pixelColor(x, y).lightness()
        for x in range(image.width())
        for y in range(image.height())
    )
    assert darkest > 200


def test_a_picture_too_large_is_made_with_fewer_pixels(picture: Picture) -> None:
    long = replace(picture, bounds=Bounds(0, 0, 40_000, 10))
    assert images.image(long, 4.0).width() == images.LONGEST_SIDE
    large = images.image(replace(picture, bounds=Bounds(0, 0, 15_000, 15_000)), 4.0)
    assert large.width() * large.height() <= images.MOST_PIXELS * 1.01


@pytest.mark.parametrize("map_", [SystemsMap(), map_of([Variable("a", "A")])])
def test_small_maps_can_be_painted_too(map_: SystemsMap) -> None:
    small = picture_of(map_)
    assert not QImage.fromData(images.png(small, 2.0, "{}")).isNull()
    assert images.pdf([small], "").startswith(b"%PDF")


def test_a_pdf_is_one_page_of_lines_and_letters(picture: Picture) -> None:
    data = images.pdf([picture], "Digital by default")
    assert data.count(b"/Type /Page\n") == 1
    assert b"FontFile2" in data
    assert b"/Subtype /Image" not in data
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box
    assert float(box[1]) == pytest.approx(picture.bounds.width * 0.75, abs=1)
    assert float(box[2]) == pytest.approx(picture.bounds.height * 0.75, abs=1)
    assert _title_of(data) == "Digital by default"


def _title_of(data: bytes) -> str:
    title = re.search(rb"/Title \((.*?)(?<!\\)\)", data, re.DOTALL)
    assert title
    return title[1].replace(b"\\", b"").decode("utf-16")


def test_the_words_of_a_pdf_can_be_found(picture: Picture) -> None:
    """Fonts in it map their glyphs back to letters, which is what search and copying need."""
    data = images.pdf([picture], "")
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    mappings = [text for text in map(_inflated, streams) if b"begincmap" in text]
    assert mappings
    mapped = b"".join(mappings).upper()
    assert all(f"<{ord(letter):04X}>".encode() in mapped for letter in "Failuredmn")


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:  # not deflated in the first place
        return stream


def test_a_map_larger_than_any_page_still_fits_one(picture: Picture) -> None:
    data = images.pdf([replace(picture, bounds=Bounds(0, 0, 60_000, 300))], "")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ", data)
    assert box
    assert float(box[1]) <= 14_400


def test_paper_gets_the_whole_picture(picture: Picture, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    images.print_picture(picture, printer)
    data = (tmp_path / "printed.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"FontFile2" in data


def test_the_exporters_embed_the_numbered_map() -> None:
    map_ = collected(DIGITAL)
    by_suffix = {e.suffix: e for e in images.EXPORTERS}
    assert png.read(by_suffix[".png"].write(map_)).map_ == map_
    assert by_suffix[".pdf"].write(map_).startswith(b"%PDF")


def test_painting_needs_no_screen(tmp_path: Path) -> None:
    """In a fresh process without any display, nothing set that would help it."""
    program = (
        "import os, sys\n"
        "for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM'):\n"
        "    os.environ.pop(name, None)\n"
        "from systemsmap.gui.images import EXPORTERS\n"
        "from systemsmap.model.systems_map import SystemsMap\n"
        "sys.stdout.buffer.write(EXPORTERS[0].write(SystemsMap()))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stdout.startswith(b"\x89PNG")
