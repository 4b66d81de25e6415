"""Tools: small state machines moved by the pointer. To add one, write its file and name it here."""

from systemsmap.editor.tools.draw_link import DrawLink
from systemsmap.editor.tools.place import PlaceNote, PlaceVariable
from systemsmap.editor.tools.select import Select
from systemsmap.editor.tools.tool import Tool

TOOLS: dict[str, type[Tool]] = {
    "select": Select,
    "variable": PlaceVariable,
    "link": DrawLink,
    "note": PlaceNote,
}

__all__ = ["TOOLS", "Tool"]
