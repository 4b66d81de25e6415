"""The clipboard: a piece of map for other windows, words and a picture for other programs."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from systemsmap.editor import clipboard
from systemsmap.editor.editor import Editor
from systemsmap.editor.pasting import paste_text
from systemsmap.gui.images import image
from systemsmap.interchange import json
from systemsmap.interchange.recognising import suffix_of_text
from systemsmap.interchange.statements.statement import StatementTrouble
from systemsmap.model.edits import EditError
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.svg import to_svg
from systemsmap.rendering.theme import PRINT

_PLAIN = PictureOptions(key=False, title="")
_SVG, _PNG, _IMAGE = "image/svg+xml", "image/png", "application/x-qt-image"
_SCALE = 2  # pixels for each map unit


def copy_piece(editor: Editor) -> None:
    """Put what is selected on the clipboard."""
    piece = clipboard.copied(editor)
    if piece.is_empty:
        return
    data = _Copied(lambda: picture(compose(piece, PRINT), _PLAIN))
    data.setData(clipboard.MIME, QByteArray(json.write(piece)))
    data.setText(clipboard.as_text(piece))
    QGuiApplication.clipboard().setMimeData(data)


def copy_picture(editor: Editor) -> None:
    """Put the picture of the whole map on the clipboard."""
    composition = editor.composition
    data = _Copied(lambda: picture(composition.with_theme(PRINT), PictureOptions()))
    QGuiApplication.clipboard().setMimeData(data)


def paste(editor: Editor, open_text: Callable[[str, bytes], None] | None = None) -> None:
    """Insert what is on the clipboard: a piece of map, or what lines of text say.

    Text in the format of another program is handed to `open_text`, with a name for it.
    """
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if data is None:  # some systems give nothing at all when there is nothing
        return
    if data.hasFormat(clipboard.MIME):
        clipboard.paste_piece(editor, bytes(data.data(clipboard.MIME).data()))
    elif data.hasText():
        suffix = suffix_of_text(data.text()) if open_text else None
        if suffix and open_text:
            open_text(f"Pasted{suffix}", data.text().encode("utf-8", "replace"))
            return
        try:
            paste_text(editor, data.text())
        except (StatementTrouble, EditError) as trouble:
            editor.say(str(trouble))


class _Copied(QMimeData):
    """Pictures that are drawn when another program asks for them: most copies are only pasted."""

    def __init__(self, draw: Callable[[], Picture]) -> None:
        super().__init__()
        self._draw = draw

    @cached_property
    def _picture(self) -> Picture:
        return self._draw()

    @cached_property
    def _image(self) -> QImage:
        return image(self._picture, scale=_SCALE)

    def formats(self) -> list[str]:
        return [*super().formats(), _SVG, _PNG, _IMAGE]

    def hasFormat(self, kind: str) -> bool:
        return kind in self.formats()

    def retrieveData(self, kind: str, wanted: object) -> object:
        if kind == _SVG:
            return QByteArray(to_svg(self._picture).encode())
        if kind == _IMAGE:
            return self._image
        if kind == _PNG:
            return _as_png(self._image)
        return super().retrieveData(kind, wanted)  # type: ignore[arg-type]


def _as_png(made: QImage) -> QByteArray:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(buffer, "PNG")  # type: ignore[call-overload]
    return buffer.data()
