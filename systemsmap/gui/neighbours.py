"""Other people at the file of the open map: told in one sentence, with what can be done."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from systemsmap.gui.filing import Filing
from systemsmap.gui.following import Following
from systemsmap.gui.keeping import Done
from systemsmap.gui.places import file_name
from systemsmap.gui.trouble_bar import Choice, TroubleBar
from systemsmap.storage.presence import Holder, is_own, told
from systemsmap.storage.replacing import is_there
from systemsmap.storage.schema import ChangedByOthers, named
from systemsmap.storage.watching import Role, Seen

_TOPIC = "neighbours"


class Neighbours(QObject):
    """Says in one window's bar what others do with its file.

    Nothing that others did ever replaces what is on screen unasked.
    """

    def __init__(
        self, filing: Filing, bar: TroubleBar, work: Path, person: Callable[[], str]
    ) -> None:
        super().__init__(filing)
        self._filing, self._keeping, self._bar = filing, filing.keeping, bar
        self._person = person
        self._let_go: Holder | None = None
        self._is_told = False
        self.following = Following(filing.keeping, work, self)
        self.following.met.connect(self._meet)
        self.following.changed.connect(self._show_changed)
        self.following.doubled.connect(self._show_double)
        self._keeping.changed.connect(self._move)
        self._keeping.troubled.connect(self._follow_trouble)

    @property
    def holder(self) -> Holder | None:
        """Who else has the file open."""
        return self.following.holder

    # ------------------------------------------------------------------ the map's place

    def begin(self, holder: Holder | None) -> None:
        """Follow the map that the window has now; `holder` has its file open."""
        role = Role.WAITING if holder else self._role()
        if (self.following.path, self.following.role) == (self._keeping.path, role):
            self._forget()  # read anew: the lock stays whose it is
        else:
            self._go_to(role)
        self.following.take_holder(holder)

    def close(self) -> None:
        """Leave the file, and nothing beside it."""
        self.following.close()

    def _role(self) -> Role:
        return Role.READING if self._keeping.is_readonly else Role.EDITING

    def _move(self) -> None:
        role = self._role()
        is_ours_now = self.following.role is Role.READING and role is Role.EDITING
        if self._keeping.path != self.following.path or is_ours_now:
            self._go_to(role)

    def _go_to(self, role: Role) -> None:
        self._forget()
        self.following.go_to(self._keeping.path, role, self._person())

    def _forget(self) -> None:
        self.following.forget()
        self._let_go, self._is_told = None, False
        self._bar.end(_TOPIC)

    # ------------------------------------------------------------------ what is said

    def _meet(self, before: Holder | None, holder: Holder | None) -> None:
        self._let_go = None if holder else before
        if holder is None:
            self._show_free()
            return
        if not self._keeping.is_readonly:
            self._keeping.stand_back()
        self._show_held(holder)

    def _show_held(self, holder: Holder) -> None:
        path, is_changed = self._keeping.path, bool(self.following.theirs)
        who = told(holder, self._person())
        since = ", and was changed there since you opened it" if is_changed else ""
        words = f"{named(path)} is open {who}{since}; here it can only be read."
        theirs = self._theirs_shown() if is_changed else ()
        self._bar.show_news(words, (self._copy_choice(), *theirs), _TOPIC)

    def _show_free(self) -> None:
        if self._let_go:
            is_mine = is_own(self._let_go, self._person())
            who = "The other window" if is_mine else self._let_go.person
            did = "changed and closed" if self.following.theirs else "closed"
            words = f"{who} has {did} {named(self._keeping.path)}; it can be edited here now."
            choices: tuple[Choice, ...] = (("Edit it now", self.edit_now), self._copy_choice())
            self._bar.show_news(words, choices, _TOPIC)

    def _show_changed(self) -> None:
        holder, is_told = self.holder, self._is_told
        self._is_told = bool(self.following.theirs)
        if holder:
            if not is_told:  # they go on working: once is enough
                self._show_held(holder)
        elif self._let_go:
            self._show_free()
        elif not self._is_told:
            self._bar.end(_TOPIC)
        elif not isinstance(self._keeping.trouble, ChangedByOthers):
            self._ask_about_theirs()

    def _ask_about_theirs(self) -> None:
        path = self._keeping.path
        words = f"{named(path)} was changed by someone else; here it is as it was before."
        choices: tuple[Choice, ...] = (
            ("Merge both…", partial(self._filing.merge_asked.emit, path)),
            *self._theirs_shown(),
            ("Look at theirs", partial(self._filing.copy_asked.emit, path)),
            ("Save as…", self._filing.ask_save_as),
        )
        self._bar.show_news(words, choices, _TOPIC)

    def _show_double(self, copy: Path) -> None:
        words = f"A sync program made a second version of this map: {named(copy)}."
        topic = f"second version {copy.name}"

        def then(signal: Callable[[Path], None]) -> Callable[[], None]:
            def run() -> None:
                self._bar.end(topic)
                signal(copy)

            return run

        choices = (
            ("Merge both…", then(self._filing.merge_asked.emit)),
            ("Look at it", then(self._filing.copy_asked.emit)),
        )
        self._bar.show_news(words, choices, topic)

    def _follow_trouble(self, trouble: object) -> None:
        if isinstance(trouble, ChangedByOthers) and not self.holder:
            self._bar.end(_TOPIC)  # it is said, with the same choices

    # ------------------------------------------------------------------ what can be done

    def _copy_choice(self) -> Choice:
        return "Work on a copy", self.work_on_copy

    def _theirs_shown(self) -> tuple[Choice, ...]:
        return () if self._keeping.is_dirty else (("Show theirs", self.show_theirs),)

    def work_on_copy(self) -> None:
        """Go on in a file of our own beside this one."""
        path, person = self._keeping.path, self._person()
        if path:
            self.following.run(lambda: _place_beside(path, person), self._filing.work_on_copy)

    def show_theirs(self) -> None:
        """Show what others wrote in place of what is here, unless something was edited since."""
        if not self._keeping.is_dirty:
            self._filing.anew_asked.emit()
        elif self.holder:
            self._show_held(self.holder)
        else:
            self._ask_about_theirs()

    def edit_now(self) -> None:
        """Take the file that another has let go of, as it is now."""
        self.following.edit(self._begin_editing)

    def _begin_editing(self, seen: Seen) -> None:
        keeping = self._keeping
        self.following.take_holder(seen.holder)
        if seen.holder:
            return
        self._let_go = None
        if seen.digest == keeping.digest:
            said = f"{named(keeping.path)} is edited here now."
            done = Done(said, lambda _: self._bar.end(_TOPIC), keeping.stand)
            keeping.accept(seen.digest, done)
        elif keeping.is_dirty:
            self._ask_about_theirs()
        else:
            self._filing.anew_asked.emit()


def _place_beside(path: Path, person: str) -> Path:
    """Return a name beside the map that is not taken, with the person's name in it."""
    if not os.access(path.parent, os.W_OK):
        path = Path(path.name)  # where documents are, then
    whose = f" ({called})" if (called := file_name(person, "")) else " copy"
    numbers = (f" {number}" if number > 1 else "" for number in range(1, 1000))
    places = (path.with_name(f"{path.stem}{whose}{n}{path.suffix}") for n in numbers)
    return next((place for place in places if not is_there(place)), path)
