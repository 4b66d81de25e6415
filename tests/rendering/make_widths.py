"""Writes resources/fonts/widths.json from the shipped fonts; run it as a script.

For each weight the file holds, by advance width in font units, the characters that wide.
"""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FILES = {
    "400": "Inter-Regular.ttf",
    "600": "Inter-SemiBold.ttf",
    "700": "Inter-Bold.ttf",
}


def table_of_widths() -> dict[str, object]:
    """Return what widths.json must hold."""
    table: dict[str, object] = {}
    for weight, name in FILES.items():
        font = TTFont(FONTS / name)
        table["units_per_em"] = font["head"].unitsPerEm
        table["ascent"] = font["hhea"].ascent
        table["descent"] = -font["hhea"].descent
        advances = font["hmtx"].metrics
        by_width: dict[int, list[str]] = {}
        for code, glyph in sorted(font.getBestCmap().items()):
            by_width.setdefault(advances[glyph][0], []).append(chr(code))
        table[weight] = {str(w): "".join(chars) for w, chars in sorted(by_width.items())}
    return table


def table_as_text() -> str:
    """Return the text of widths.json, the same bytes every time."""
    return json.dumps(table_of_widths(), ensure_ascii=True, indent=0) + "\n"


if __name__ == "__main__":
    (FONTS / "widths.json").write_text(table_as_text(), encoding="ascii")
