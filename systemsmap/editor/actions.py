"""Every command of the program, with its name and its keys, in one table.

Menus, context menus, toolbar, palette, the sheet of shortcuts and the table in the README are
made from it.
"""

from systemsmap.analysis.pushing import Pull
from systemsmap.editor import conditions as when
from systemsmap.editor import evidenced, layers
from systemsmap.editor.action import Action
from systemsmap.editor.commands import arranging, drawing, editing, kinds, loops
from systemsmap.editor.commands.story import add_to_story
from systemsmap.editor.commands.viewing import (
    ask,
    is_folded,
    is_shaded,
    is_shown,
    pushing,
    shade,
    toggle,
    zoom,
)
from systemsmap.editor.shading import is_countable
from systemsmap.model.records import Kind, Polarity

_SELECT, _VARIABLE = drawing.take("select"), drawing.take("variable")
_LINK, _NOTE = drawing.take("link"), drawing.take("note")

_KIND_OF: tuple[tuple[str, Kind | None], ...] = (
    *((f"kind.{k}", k) for k in Kind),
    ("kind.none", None),
)
_KINDS = tuple(
    Action(
        id_,
        kind.label if kind else "No kind",
        (kinds.KEYS[kind],) if kind else (),
        set_kind,
        when.has_variables,
        "canvas",
        set_kind.is_set,
    )
    for id_, kind in _KIND_OF
    for set_kind in (kinds.SetKind(kind),)
)

# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("file.new", "New map", ("Ctrl+N",), ask(lambda s: s.files.new_window()), icon="new"),
    Action("file.open", "Open…", ("Ctrl+O",), ask(lambda s: s.files.open()), icon="open"),
    Action("file.save", "Save", ("Ctrl+S",), ask(lambda s: s.files.save()), icon="save"),
    Action("file.save_as", "Save as…", ("Ctrl+Shift+S",), ask(lambda s: s.files.save_as())),
    Action("file.copy_to_send", "Save a copy for sending…", (), ask(lambda s: s.files.copy_to_send()), when.has_map),
    Action("file.copy_to_publish", "Save a copy for publishing…", (), ask(lambda s: s.files.copy_to_publish()), when.has_map),
    Action("file.back_up", "Save a copy for backup", (), ask(lambda s: s.files.back_up()), when.has_map),
    Action("file.export", "Export picture…", ("Ctrl+E",), ask(lambda s: s.files.export()), when.has_map, icon="export"),
    Action("file.hand_over", "Hand over in another format…", ("Ctrl+Shift+E",), ask(lambda s: s.files.hand_over()), when.has_map),
    Action("file.story_svg", "Export the story as SVG pictures…", (), ask(lambda s: s.files.export_story(".svg")), when.has_map),
    Action("file.story_png", "Export the story as PNG pictures…", (), ask(lambda s: s.files.export_story(".png")), when.has_map),
    Action("file.story_pdf", "Export the story as one PDF…", (), ask(lambda s: s.files.export_story(".pdf")), when.has_map),
    Action("file.compare", "Compare with a file…", (), ask(lambda s: s.files.compare())),
    Action("file.merge", "Merge with…", (), ask(lambda s: s.files.merge()), when.has_map),
    Action("file.print", "Print…", ("Ctrl+P",), ask(lambda s: s.files.print()), when.has_map),
    Action("file.close", "Close window", ("Ctrl+W",), ask(lambda s: s.files.close_window())),
    Action("file.quit", "Quit", ("Ctrl+Q",), ask(lambda s: s.files.quit())),

    Action("edit.undo", "Undo", ("Ctrl+Z",), editing.undo, when.can_undo, icon="undo"),
    Action("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), editing.redo, when.can_redo, icon="redo"),
    Action("edit.cut", "Cut", ("Ctrl+X",), editing.cut, when.has_selection, "canvas"),
    Action("edit.copy", "Copy", ("Ctrl+C",), ask(lambda s: s.clipboard.copy()), when.has_selection, "canvas"),
    Action("edit.paste", "Paste", ("Ctrl+V",), ask(lambda s: s.clipboard.paste()), scope="canvas"),
    Action("edit.duplicate", "Duplicate", ("Ctrl+D",), editing.duplicate, when.has_movable, "canvas"),
    Action("edit.delete", "Delete", ("Del", "Backspace"), editing.delete, when.has_deletable, "canvas"),
    Action("edit.rename", "Rename", ("F2", "Return"), drawing.rename, when.one_nameable, "canvas"),
    Action("edit.merge", "Make one of two variables", ("M",), editing.merge, when.two_variables, "canvas"),
    Action("edit.select_all", "Select all", ("Ctrl+A",), editing.select_all, when.has_map, "canvas"),
    Action("edit.select_around", "Select causes and effects too", ("Ctrl+Shift+A",), editing.select_around, when.has_movable, "canvas"),
    Action("edit.find", "Find a variable…", ("Ctrl+F",), ask(lambda s: s.sheets.find()), when.has_map, icon="find"),
    Action("edit.copy_picture", "Copy picture", ("Ctrl+Shift+C",), ask(lambda s: s.clipboard.copy_picture()), when.has_map),
    Action("edit.copy_outline", "Copy the map in words", (), ask(lambda s: s.clipboard.copy_outline()), when.has_map),
    Action("edit.cancel", "Cancel", ("Esc",), editing.cancel, scope="canvas"),

    Action("draw.variable", "New variable", ("N", "Ins"), drawing.new_variable, scope="canvas"),
    Action("draw.effect", "New effect of it", ("Tab",), drawing.new_effect, when.one_variable, "canvas"),
    Action("draw.cause", "New cause of it", ("Shift+Tab",), drawing.new_cause, when.one_variable, "canvas"),
    Action("draw.link_from", "Link from here…", ("L",), drawing.link_from, when.one_variable, "canvas"),
    Action("draw.capture", "Draw by typing…", ("Ctrl+L",), ask(lambda s: s.panels.capture())),
    Action("draw.capture_here", "Draw by typing, from the canvas", ("/",), ask(lambda s: s.panels.capture()), scope="canvas"),
    Action("draw.note", "New note", ("T",), drawing.new_note, scope="canvas"),
    Action("variable.outside", "Outside our boundary", ("O",), editing.toggle_outside, when.one_variable, "canvas"),

    Action("tool.select", "Select and move", ("V",), _SELECT, scope="canvas", checked=_SELECT.is_taken, icon="select"),
    Action("tool.variable", "Place a variable", (), _VARIABLE, checked=_VARIABLE.is_taken, icon="variable"),
    Action("tool.link", "Draw links", (), _LINK, checked=_LINK.is_taken, icon="link"),
    Action("tool.note", "Place a note", (), _NOTE, checked=_NOTE.is_taken, icon="note"),

    *_KINDS,

    Action("link.plus", "More leads to more (+)", ("+", "="), editing.sign(Polarity.POSITIVE), when.has_signable, "canvas", icon="plus"),
    Action("link.minus", "More leads to less (−)", ("-",), editing.sign(Polarity.NEGATIVE), when.has_signable, "canvas", icon="minus"),
    Action("link.undecided", "Undecided (?)", ("?",), editing.sign(Polarity.UNDECIDED), when.has_signable, "canvas", icon="undecided"),
    Action("link.mixed", "Both, or it depends (±)", (), editing.sign(Polarity.MIXED), when.has_signable, "canvas"),
    Action("link.delay", "Delay", ("D",), editing.delay, when.has_signable, "canvas", icon="delay"),
    Action("link.turn", "Turn round", ("R",), editing.turn, when.has_links, "canvas", icon="turn"),
    Action("link.automatic", "Bend automatically", (), editing.straighten, when.has_bent, "canvas"),

    Action("loop.name", "Name loop…", (), loops.name_loop, when.has_loop),
    Action("loop.name_closed", "Name the loop just closed…", ("F3",), loops.name_closed, when.has_closed),
    Action("loop.keep_lit", "Keep the loop just closed lit", ("F4",), loops.keep_lit, when.has_closed),
    Action("loop.one_link", "One link from a loop…", ("F8",), ask(lambda s: s.sheets.ask_links()), when.has_map),
    Action("loop.select", "Select what it runs through", (), editing.select_loop, when.has_loop),
    Action("loop.ring", "Ring around loop", (), loops.ring_round, when.has_loop),
    Action("loop.pin", "Pinned", (), loops.pin, when.has_loop, checked=loops.is_pinned),
    Action("loop.hide", "Badge hidden", (), loops.hide, when.has_loop, checked=loops.is_hidden),
    Action("loop.free_badge", "Place badge automatically", (), loops.free_badge, when.has_loop),

    Action("arrange.tidy", "Tidy", ("Ctrl+T",), arranging.tidy("loops"), when.has_map, icon="tidy"),
    Action("arrange.flow", "Tidy as a flow from left to right", (), arranging.tidy("flow"), when.has_map),
    Action("arrange.circle", "Tidy in a circle", (), arranging.tidy("circle"), when.has_map),
    Action("arrange.left", "Align left", (), arranging.lined_up("left", "Align left"), when.several),
    Action("arrange.centre", "Align centres", (), arranging.lined_up("centre", "Align centres"), when.several),
    Action("arrange.right", "Align right", (), arranging.lined_up("right", "Align right"), when.several),
    Action("arrange.top", "Align top", (), arranging.lined_up("top", "Align top"), when.several),
    Action("arrange.middle", "Align middles", (), arranging.lined_up("middle", "Align middles"), when.several),
    Action("arrange.bottom", "Align bottom", (), arranging.lined_up("bottom", "Align bottom"), when.several),
    Action("arrange.across", "Distribute across", (), arranging.spread_out("Distribute across", down=False), when.at_least_three),
    Action("arrange.down", "Distribute down", (), arranging.spread_out("Distribute down", down=True), when.at_least_three),
    Action("nudge.left", "Nudge left", ("Left",), editing.nudge("left"), when.has_movable, "canvas"),
    Action("nudge.right", "Nudge right", ("Right",), editing.nudge("right"), when.has_movable, "canvas"),
    Action("nudge.up", "Nudge up", ("Up",), editing.nudge("up"), when.has_movable, "canvas"),
    Action("nudge.down", "Nudge down", ("Down",), editing.nudge("down"), when.has_movable, "canvas"),
    Action("walk.left", "Next variable to the left", ("Alt+Left",), editing.walk("left"), when.has_map, "canvas"),
    Action("walk.right", "Next variable to the right", ("Alt+Right",), editing.walk("right"), when.has_map, "canvas"),
    Action("walk.up", "Next variable above", ("Alt+Up",), editing.walk("up"), when.has_map, "canvas"),
    Action("walk.down", "Next variable below", ("Alt+Down",), editing.walk("down"), when.has_map, "canvas"),

    Action("view.fit", "Fit the whole map", ("F", "Ctrl+0"), ask(lambda s: s.sight.fit()), scope="canvas", icon="fit"),
    Action("view.actual", "Actual size", ("Ctrl+1",), ask(lambda s: s.sight.zoom_to(1.0))),
    Action("view.in", "Zoom in", ("Ctrl++", "Ctrl+="), zoom(1.25)),
    Action("view.out", "Zoom out", ("Ctrl+-",), zoom(0.8)),
    Action("view.loops", "Loops", ("Ctrl+Shift+L",), toggle("loops"), checked=is_shown("loops")),
    Action("view.inspector", "Selection", ("Ctrl+J",), toggle("inspector"), checked=is_shown("inspector")),
    Action("view.outline", "In words", ("Ctrl+Shift+O",), toggle("outline"), checked=is_shown("outline")),
    Action("view.info", "About this map", ("Ctrl+I",), toggle("info"), checked=is_shown("info")),
    Action("view.checks", "Second look", ("Ctrl+Shift+K",), toggle("checks"), checked=is_shown("checks")),
    Action("view.timeline", "Timeline", ("Ctrl+Shift+H",), toggle("timeline"), checked=is_shown("timeline")),
    Action("past.name", "Name this moment…", ("Ctrl+Shift+M",), ask(lambda s: s.timeline.name()), when.has_map),
    Action("past.export", "What changed since the last export", (), ask(lambda s: s.timeline.compare_with_export()), when.has_map),
    Action("past.film", "Export a film strip…", (), ask(lambda s: s.timeline.film()), when.has_map),
    Action("past.versions", "Keep versions only…", (), ask(lambda s: s.timeline.versions()), when.has_map),
    Action("view.story", "Story", ("Ctrl+Shift+Y",), toggle("story"), checked=is_shown("story")),
    Action("view.changes", "Changes", ("Ctrl+Shift+D",), toggle("changes"), checked=is_shown("changes")),
    Action("view.tray", "Tray", ("Ctrl+U",), toggle("tray"), checked=is_shown("tray")),
    Action("view.shares", "Shade links by their share of loops", (), shade, is_countable, checked=is_shaded),
    Action("view.evidence", "Show which links are assumptions", ("6",), layers.evidence, when.has_map, "canvas", layers.evidence.is_shown),
    Action("view.kinds", "Show the kinds of variables", ("7",), layers.kinds, when.has_map, "canvas", layers.kinds.is_shown),
    Action("view.evidenced", "Show only what is evidenced", ("8",), evidenced.toggle, when.has_map, "canvas", evidenced.is_on),
    Action("view.fold", "Fold what does not branch", ("Ctrl+Shift+F",), ask(lambda s: s.sight.fold()), is_countable, checked=is_folded),
    Action("view.next_panel", "Next panel", ("F6",), ask(lambda s: s.panels.next(1))),
    Action("view.previous_panel", "Previous panel", ("Shift+F6",), ask(lambda s: s.panels.next(-1))),
    Action("view.full_screen", "Full screen", ("F11",), ask(lambda s: s.sight.full_screen())),
    Action("view.present", "Tell the story on the whole screen", ("F5",), ask(lambda s: s.sheets.present()), when.has_map),
    Action("story.add", "Add to the story", ("S",), add_to_story, when.has_map, "canvas"),
    Action("push.up", "Push it up", ("Ctrl+Up",), pushing(Pull.UP), when.one_variable, "canvas"),
    Action("push.down", "Push it down", ("Ctrl+Down",), pushing(Pull.DOWN), when.one_variable, "canvas"),
    Action("view.palette", "All commands…", ("Ctrl+K",), ask(lambda s: s.sheets.palette())),

    Action("help.shortcuts", "Shortcuts", ("F1",), ask(lambda s: s.sheets.shortcuts())),
    Action("help.preferences", "Preferences…", ("Ctrl+,",), ask(lambda s: s.sheets.preferences())),
    Action("help.about", "About systemsmap", (), ask(lambda s: s.sheets.about())),
)
# fmt: on


def action(id_: str) -> Action:
    """Return the command with this id. Raises KeyError when there is none."""
    return _BY_ID[id_]


_BY_ID = {one.id: one for one in ACTIONS}
