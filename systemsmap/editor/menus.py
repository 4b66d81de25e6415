"""Where commands stand: menus, toolbar and context menus, as ids of actions; None is a line."""

from systemsmap.model.records import Kind

Menu = tuple[str | None, ...]

MENUS: tuple[tuple[str, Menu], ...] = (
    (
        "&File",
        (
            "file.new", "file.open", "*recent", "*examples", None,
            "file.save", "file.save_as", None,
            "file.copy_to_send", "file.copy_to_publish", "file.back_up", None,
            "file.export", "file.hand_over", "file.merge", None,
            "file.story_svg", "file.story_png", "file.story_pdf", "file.print", None,
            "help.preferences", None,
            "file.close", "file.quit",
        ),
    ),
    (
        "&Edit",
        (
            "edit.undo", "edit.redo", None,
            "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.copy_picture",
            "edit.copy_outline", None,
            "edit.rename", "edit.merge", "edit.delete", None,
            "edit.select_all", "edit.select_around", "edit.find", "edit.cancel",
        ),
    ),
    (
        "&Draw",
        (
            "draw.variable", "draw.effect", "draw.cause", "draw.link_from", "draw.note", None,
            "draw.capture", "draw.capture_here", None,
            "variable.outside", None,
            "tool.select", "tool.variable", "tool.link", "tool.note",
        ),
    ),
    (
        "&Kind",
        (*(f"kind.{kind}" for kind in Kind), None, "kind.none"),
    ),
    (
        "&Link",
        (
            "link.plus", "link.minus", "link.undecided", "link.mixed", "link.delay", None,
            "link.turn", "link.automatic",
        ),
    ),
    (
        "L&oop",
        (
            "loop.name", "loop.select", "loop.ring", None,
            "loop.pin", "loop.hide", "loop.free_badge", None,
            "loop.name_closed", "loop.keep_lit", "loop.one_link",
        ),
    ),
    (
        "&Arrange",
        (
            "arrange.tidy", "arrange.flow", "arrange.circle", None,
            "arrange.left", "arrange.centre", "arrange.right",
            "arrange.top", "arrange.middle", "arrange.bottom", None,
            "arrange.across", "arrange.down", None,
            "nudge.left", "nudge.right", "nudge.up", "nudge.down",
        ),
    ),
    (
        "&View",
        (
            "view.fit", "view.actual", "view.in", "view.out", "view.full_screen",
            "view.present", "story.add", None,
            "view.loops", "view.inspector", "view.outline", "view.info", "view.checks",
            "view.story", "view.tray", None,
            "view.evidence", "view.kinds", "view.evidenced", "view.shares", "view.fold", None,
            "push.up", "push.down", None,
            "view.next_panel", "view.previous_panel", None,
            "walk.left", "walk.right", "walk.up", "walk.down",
        ),
    ),
    (
        "Histor&y",
        (
            "view.timeline", "past.name", "past.film", "past.versions", None,
            "view.changes", "past.export", "file.compare",
        ),
    ),
    ("&Help", ("view.palette", "help.shortcuts", "help.about")),
)  # fmt: skip

TOOLBAR: Menu = (
    "tool.select", "tool.variable", "tool.link", "tool.note", None,
    "link.plus", "link.minus", "link.undecided", "link.delay", None,
    "edit.undo", "edit.redo", None,
    "arrange.tidy", "view.fit", None,
    "file.export",
)  # fmt: skip

CONTEXT: dict[str, Menu] = {
    "variable": (
        "edit.rename", "draw.effect", "draw.cause", "draw.link_from", None,
        "variable.outside", "edit.select_around", None,
        "edit.copy", "edit.duplicate", "edit.delete",
    ),
    "link": (
        "link.plus", "link.minus", "link.undecided", "link.mixed", "link.delay", None,
        "link.turn", "link.automatic", None,
        "edit.delete",
    ),
    "badge": (
        "loop.name", "loop.select", "loop.ring", None,
        "loop.pin", "loop.hide", "loop.free_badge",
    ),
    "note": ("edit.rename", "edit.copy", "edit.duplicate", "edit.delete"),
    "canvas": (
        "draw.variable", "draw.note", "edit.paste", None,
        "edit.select_all", "arrange.tidy", "view.fit", None,
        "file.export", "edit.copy_picture",
    ),
}  # fmt: skip
"""By what was clicked; several selected things get the menu of the one that was clicked."""
