"""What somebody asked to have exported, and the picture that follows from it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from systemsmap.editor.editor import Editor
from systemsmap.interchange.picture_of import in_words
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.theme import DARK, PRINT

Suffix = Literal[".svg", ".png", ".pdf"]
Part = Literal["map", "loop", "selection"]
Look = Literal["light", "dark", "transparent"]


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """A format and what is to be in the picture.

    `part`: the whole map, the selected loop or what is selected; `focus` are the ids it was when
    it was chosen. `alone`: the rest of the map is left out, not dimmed. `scale` is pixels per map
    unit and counts for PNG only.
    """

    suffix: Suffix = ".svg"
    part: Part = "map"
    focus: frozenset[str] | None = None
    alone: bool = False
    key: bool = True
    title: bool = True
    look: Look = "light"
    scale: int = 2

    @property
    def options(self) -> PictureOptions:
        """The same as `rendering` asks for it."""
        return PictureOptions(
            title=None if self.title else "",
            date=in_words(date.today()) if self.title else "",
            key=self.key,
            focus=self.focus if self.part != "map" else None,
            alone=self.alone,
            background=self.look != "transparent",
        )

    def picture(self, editor: Editor) -> Picture:
        """Return the picture of the editor's map as it is now."""
        theme = DARK if self.look == "dark" else PRINT
        return picture(editor.composition.with_theme(theme), self.options)


def focus_of(editor: Editor, part: Part) -> frozenset[str] | None:
    """Return the ids a part of the map consists of; None for the whole, or when there is none."""
    loop = editor.selected_loop
    if part == "loop":
        return frozenset({loop.id}) if loop and not loop.broken else None
    if part == "selection":
        records = {*editor.map.variables, *editor.map.links, *editor.map.notes}
        return frozenset(editor.selection & records) or None
    return None
