"""The clipboard: a piece of map for other windows, words and a picture for other programs."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from systemsmap.editor import clipboard
from systemsmap.editor.editor import Editor
from systemsmap.gui.images import image
from systemsmap.interchange import json
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.svg import to_svg
from systemsmap.rendering.theme import PRINT

_PLAIN = PictureOptions(key=False, title="")


def copy_piece(editor: Editor) -> None:
    """Put what is selected on the clipboard."""
    piece = clipboard.copied(editor)
    if piece.is_empty:
        return
    data = _pictures(piece)
    data.setData(clipboard.MIME, QByteArray(json.write(piece)))
    data.setText(clipboard.as_text(piece))
    QGuiApplication.clipboard().setMimeData(data)


def copy_picture(editor: Editor) -> None:
    """Put the picture of the whole map on the clipboard."""
    data = QMimeData()
    _add_picture(data, picture(editor.composition.with_theme(PRINT), PictureOptions()))
    QGuiApplication.clipboard().setMimeData(data)


def paste(editor: Editor) -> None:
    """Insert what is on the clipboard: a piece of map, or a variable for each line of text."""
    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(clipboard.MIME):
        clipboard.paste_piece(editor, bytes(data.data(clipboard.MIME).data()))
    elif data.hasText():
        clipboard.paste_text(editor, data.text())


def _pictures(piece: SystemsMap) -> QMimeData:
    data = QMimeData()
    _add_picture(data, picture(compose(piece, PRINT), _PLAIN))
    return data


def _add_picture(data: QMimeData, drawn: Picture) -> None:
    data.setData("image/svg+xml", QByteArray(to_svg(drawn).encode()))
    data.setImageData(image(drawn, scale=2))
