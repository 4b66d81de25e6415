"""Shapes as Qt knows them: pens, brushes, fonts and paths, each made once."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainterPath, QPen

from systemsmap.rendering.drawing import Paint, Segment

FAMILY = "Inter"
_WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold, 700: QFont.Weight.Bold}


@cache
def colour(name: str, opacity: float = 1.0) -> QColor:
    """Return the colour of a #rrggbb name."""
    made = QColor(name)
    made.setAlphaF(opacity)
    return made


@cache
def pen(paint: Paint) -> QPen:
    """Return the pen that strokes a path."""
    if not paint.stroke:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(colour(paint.stroke, paint.opacity), paint.width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if paint.dash:
        made.setDashPattern([d / max(paint.width, 0.1) for d in paint.dash])
    return made


@cache
def brush(fill: str | None, opacity: float = 1.0) -> QBrush:
    """Return the brush that fills a path or words."""
    return QBrush(colour(fill, opacity)) if fill else QBrush(Qt.BrushStyle.NoBrush)


@cache
def font(size: int, weight: int = 400) -> QFont:
    """Return the shipped font, set so that words are as wide as `rendering.text` says.

    Whole pixels, no kerning and no hinting: with any of them widths differ by up to 6 %.
    """
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(_WEIGHTS[weight])
    made.setKerning(False)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    return made


def painter_path(segments: tuple[Segment, ...]) -> QPainterPath:
    """Return the path through these segments."""
    path = QPainterPath()
    for command, at in segments:
        match command:
            case "M":
                path.moveTo(*at)
            case "L":
                path.lineTo(*at)
            case "Q":
                path.quadTo(*at)
            case "C":
                path.cubicTo(*at)
            case "Z":
                path.closeSubpath()
    return path
