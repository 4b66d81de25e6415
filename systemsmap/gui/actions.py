"""The table of commands as Qt's actions, in menus, toolbar and context menus."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from systemsmap.editor.action import Action
from systemsmap.editor.actions import ACTIONS
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.keys import keys_in_force
from systemsmap.editor.menus import CONTEXT, MENUS, TOOLBAR, Menu
from systemsmap.editor.shell import Shell
from systemsmap.gui.icons import icon
from systemsmap.model.document import MapChanged
from systemsmap.model.edits import EditError

SUBMENUS = {"*recent": "Open &recent", "*examples": "Open an &example"}
_FOLLOWED = Aspect.CLOSING | Aspect.SELECTION | Aspect.LOOPS | Aspect.TOOL | Aspect.TYPING
_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "help.preferences": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
_SAME_KEY = {Qt.Key.Key_Enter: Qt.Key.Key_Return, Qt.Key.Key_Backtab: Qt.Key.Key_Tab}

Fill = Callable[[QMenu], None]


class ActionSet:
    """One QAction for each command of one window, each told once per turn what it is now.

    Keys of the scope `window` belong to the window. Those of the scope `canvas` belong to the
    canvas alone, which must also pass what it is typed to `run_key`: Qt lets the key of a command
    that is disabled through to the widget, where Tab would walk away and arrows would scroll.
    """

    def __init__(
        self,
        editor: Editor,
        shell: Shell,
        window: QWidget,
        canvas: QWidget,
        shortcuts: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._editor, self._shell, self._window = editor, shell, window
        self.before_running: Callable[[], None] = _nothing
        self._keys: dict[QKeyCombination, Action] = {}
        keys = keys_in_force(ACTIONS, shortcuts or {})
        self._made = {one.id: self._make(one, canvas, keys[one.id]) for one in ACTIONS}
        self._soon = QTimer(window, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        window.destroyed.connect(lambda: [one() for one in stop])
        self._tint = ""
        self._theme = editor.composition.theme
        self.refresh()

    def _make(self, one: Action, canvas: QWidget, keys: tuple[str, ...]) -> QAction:
        made = QAction(_shown(one.label), self._window)
        made.setObjectName(one.id)
        sequences = [QKeySequence(key) for key in keys]
        made.setShortcuts(sequences)
        made.setToolTip(_tip(one.label, made))
        made.setMenuRole(_ROLES.get(one.id, QAction.MenuRole.NoRole))
        made.setCheckable(one.checked is not None)
        if one.scope == "canvas":
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            canvas.addAction(made)
            self._keys |= {s[0]: one for s in sequences if s.count() == 1}  # type: ignore[index]
        else:
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._window.addAction(made)
        made.triggered.connect(lambda _checked=False: self.run(one.id))
        return made

    # ------------------------------------------------------------------ using them

    def qaction(self, id_: str) -> QAction:
        """Return the QAction of a command. Raises KeyError when there is none."""
        return self._made[id_]

    def run(self, id_: str) -> None:
        """Carry out a command if it makes sense now; what it refuses is said to the person."""
        one = _BY_ID[id_]
        if not one.enabled(self._editor):
            return
        self.before_running()
        try:
            one.run(self._editor, self._shell)
        except EditError as trouble:
            self._editor.say(str(trouble))
        self._soon.start()

    def run_on(self, editor: Editor, id_: str) -> None:
        """Carry out a command on another editor of this window, if it makes sense there."""
        one = _BY_ID[id_]
        if one.enabled(editor):
            one.run(editor, self._shell)

    def run_key(self, event: QKeyEvent) -> bool:
        """Take a key typed on the canvas; return whether it belongs to a command.

        The key of a command that makes no sense now belongs to it all the same, and does nothing.
        """
        one = next((self._keys[k] for k in _meanings(event) if k in self._keys), None)
        if one is None:
            return False
        self.run(one.id)
        return True

    # ------------------------------------------------------------------ where they stand

    def menu_bar(self, bar: QMenuBar, fillers: Mapping[str, Fill]) -> None:
        """Fill the menu bar. Fillers make the entries of a submenu before its menu is shown."""
        for title, entries in MENUS:
            menu = bar.addMenu(title)
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(self.refresh)
            self._fill(menu, entries, fillers)

    def tool_bar(self, bar: QToolBar) -> None:
        """Fill the toolbar."""
        for id_ in TOOLBAR:
            if id_ is None:
                bar.addSeparator()
                continue
            bar.addAction(self._made[id_])
            button = bar.widgetForAction(self._made[id_])
            button.setAccessibleName(_BY_ID[id_].label)

    def context_menu(self, kind: str, parent: QWidget) -> QMenu:
        """Return a new menu for what was clicked: a key of `menus.CONTEXT`."""
        self.refresh()
        menu = QMenu(parent)
        self._fill(menu, CONTEXT[kind], {})
        return menu

    def _fill(self, menu: QMenu, entries: Menu, fillers: Mapping[str, Fill]) -> None:
        for id_ in entries:
            if id_ is None:
                menu.addSeparator()
            elif id_ not in SUBMENUS:
                menu.addAction(self._made[id_])
            elif id_ in fillers:
                _add_submenu(menu, SUBMENUS[id_], fillers[id_])

    # ------------------------------------------------------------------ keeping them true

    def _dye(self) -> None:
        """Draw the icons in the colour of the window's words."""
        colour = self._window.palette().color(QPalette.ColorRole.WindowText).name()
        if colour == self._tint:
            return
        self._tint = colour
        for one in ACTIONS:
            if one.icon:
                self._made[one.id].setIcon(icon(one.icon, colour))
                self._made[one.id].setIconVisibleInMenu(False)

    def refresh(self) -> None:
        """Tell every action whether it makes sense, whether it is checked, what undo undoes."""
        self._soon.stop()
        self._dye()
        answers: dict[Callable[[Editor], bool], bool] = {}
        for one in ACTIONS:
            made = self._made[one.id]
            if one.enabled not in answers:
                answers[one.enabled] = one.enabled(self._editor)
            made.setEnabled(answers[one.enabled])
            if one.checked:
                made.setChecked(one.checked(self._editor, self._shell))
        history = self._editor.document.history
        self._say("edit.undo", history.undo_label)
        self._say("edit.redo", history.redo_label)

    def refresh_soon(self) -> None:
        """Refresh once when what is going on now is over, however often this is called."""
        self._soon.start()

    def _say(self, id_: str, what: str | None) -> None:
        label = _BY_ID[id_].label
        words = f"{label} {what}" if what else label
        if self._made[id_].text() != _shown(words):
            self._made[id_].setText(_shown(words))
            self._made[id_].setToolTip(_tip(words, self._made[id_]))

    def _follow(self, event: EditorChanged) -> None:
        theme = self._editor.composition.theme
        if event.aspects & _FOLLOWED or theme is not self._theme:
            self._theme = theme
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional:
            self._soon.start()


_BY_ID = {one.id: one for one in ACTIONS}


def _nothing() -> None:
    """Nothing has to be kept before a command is carried out."""


def _shown(label: str) -> str:
    """Return a label with its ampersands meant as such."""
    return label.replace("&", "&&")


def _tip(words: str, made: QAction) -> str:
    """Return what is shown when the pointer rests on a button: the command and its first key."""
    key = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words} ({key})" if key and not words.endswith(")") else words


def _add_submenu(menu: QMenu, title: str, fill: Fill) -> None:
    # Filled with its parent: one found empty is disabled and would never be asked again.
    submenu = menu.addMenu(title)
    menu.aboutToShow.connect(lambda: fill(submenu))


def _meanings(event: QKeyEvent) -> Iterable[QKeyCombination]:
    """Yield the keys an event may stand for, the plainest last.

    The keypad types the same signs. Where a sign takes Shift to type ("?" on most keyboards),
    Shift says nothing; with letters, Tab and arrows it does.
    """
    key = Qt.Key(event.key())
    key = _SAME_KEY.get(key, key)
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    yield QKeyCombination(held, key)
    sign = event.text()
    if held & Qt.KeyboardModifier.ShiftModifier and len(sign) == 1 and _is_sign(sign):
        yield QKeyCombination(held & ~Qt.KeyboardModifier.ShiftModifier, key)


def _is_sign(character: str) -> bool:
    return character.isprintable() and not character.isalnum() and not character.isspace()
