"""What copies of a map bring, what they do not agree on, and how the merge would look."""

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.reading import so_many
from systemsmap.editor.merging import Gathered
from systemsmap.gui.background import Background
from systemsmap.gui.dialogs.merge_cards import ConflictCard, OfferCard, plain
from systemsmap.gui.dialogs.preview import Preview
from systemsmap.merging.copy import Copy
from systemsmap.merging.merge import Merged, merge
from systemsmap.merging.questions import Choices, Conflict, Offer
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.theme import PRINT

AGREED = "The copies agree: nothing has to be decided."
DECIDE = "To be decided"
SAME = "The same variable?"
WORKING = "Bringing the copies together…"
MINE = "Mine"
_Card = TypeVar("_Card", ConflictCard, OfferCard)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A merge by the choices there were at the time of asking."""

    asked: int
    merged: Merged


class MergeDialog(QDialog):
    """Asks one question on each card; `taken` carries the merged map once somebody wants it."""

    taken = Signal(object)

    def __init__(self, together: Gathered, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._together = together
        self._options: dict[str, str] = {}
        self._same: dict[str, bool] = {}
        self._asked = 0
        self.merged: Merged | None = None
        self.conflicts: dict[str, ConflictCard] = {}
        self.offers: dict[str, OfferCard] = {}
        self.setWindowTitle(together.label)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = plain(WORKING, "heading")
        self.told = plain("", "soft")
        for label in (self.heading, self.told):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.preview = Preview()
        self._titles = {title: plain(title, "section") for title in (SAME, DECIDE)}
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_on = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_on.setEnabled(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._background = Background("merging", self)
        self.finished.connect(lambda _: self._background.close())
        self._ask()

    # ------------------------------------------------------------------ looks

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.heading)
        side.addWidget(self.told)
        side.addWidget(self._questions(), 1)
        side.addStretch(0)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(side, 1)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        self.resize(1000, 620)

    def _questions(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(6)
        self._places: dict[str, QVBoxLayout] = {}
        for title, label in self._titles.items():
            label.setProperty("role", "small")
            self._column.addWidget(label)
            self._places[title] = QVBoxLayout()
            self._places[title].setSpacing(4)
            self._column.addLayout(self._places[title])
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(page)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(DECIDE)
        self.area.hide()
        return self.area

    # ------------------------------------------------------------------ asking and showing

    def _ask(self) -> None:
        """Merge by what is chosen now; an answer that was overtaken is dropped."""
        self._asked += 1
        asked, together = self._asked, self._together
        choices = Choices(dict(self._options), dict(self._same), self._together.stays)
        self._background.run(
            lambda: _Answer(asked, merge(together.base, together.copies, choices)), self._show
        )

    def _show(self, answer: _Answer) -> None:
        if answer.asked != self._asked:
            return
        self.merged = merged = answer.merged
        self.heading.setText(_heading(merged))
        self.told.setText("\n".join(merged.told))
        self._show_offers(merged.offers)
        self._show_conflicts(merged.conflicts)
        asks = bool(merged.offers or merged.conflicts)
        self.area.setVisible(asks)
        if not self.go_on.isEnabled():
            self._begin()
        self._background.run(lambda: self._drawn(answer), self._show_picture)

    def _drawn(self, answer: _Answer) -> Picture | None:
        """Draw the merge, unless somebody chose otherwise meanwhile."""
        if answer.asked != self._asked:
            return None
        return picture(compose(answer.merged.map_, PRINT), PictureOptions(key=False))

    def _begin(self) -> None:
        """Let the first question be answered, or the button be pressed."""
        self.go_on.setEnabled(True)
        self.go_on.setDefault(True)
        boxes = (card.box for card in self.offers.values())
        radios = (card.chosen_answer for card in self.conflicts.values())
        first: QWidget = next(chain(boxes, radios), self.go_on)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_picture(self, drawn: Picture | None) -> None:
        if drawn:
            self.preview.show_picture(drawn)

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        for offer in offers:
            if offer.id not in self.offers:
                card = self.offers[offer.id] = OfferCard(offer)
                card.ticked.connect(self._join)
            self.offers[offer.id].box.setChecked(offer.joined)
        _arrange(self._places[SAME], self.offers, [offer.id for offer in offers])
        self._titles[SAME].setVisible(bool(offers))

    def _show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        for conflict in conflicts:
            if conflict.id not in self.conflicts:
                card = self.conflicts[conflict.id] = ConflictCard(conflict)
                card.chosen.connect(self._choose)
            self.conflicts[conflict.id].show_chosen(conflict)
        _arrange(self._places[DECIDE], self.conflicts, [conflict.id for conflict in conflicts])
        self._titles[DECIDE].setVisible(bool(conflicts))

    # ------------------------------------------------------------------ answers

    def _choose(self, conflict: str, option: str) -> None:
        self._options[conflict] = option
        self.area.ensureWidgetVisible(self.conflicts[conflict].answers[option])
        self._ask()

    def _join(self, offer: str, joined: bool) -> None:  # noqa: FBT001 - a slot
        self._same[offer] = joined
        self._ask()

    def _take(self) -> None:
        if self.merged:
            self.accept()
            self.taken.emit(self.merged.map_)


def merge_dialog(
    window: QWidget,
    mine: SystemsMap,
    others: Iterable[Copy],
    base: SystemsMap | None,
    then: Callable[[SystemsMap], None],
) -> MergeDialog:
    """Ask how these become one map, and hand it to `then`; nothing happens on Cancel."""
    copies = (Copy(MINE, mine), *others)
    return ask_merge(window, Gathered(copies, base), "Merge", then)


def ask_merge(
    window: QWidget, together: Gathered, verb: str, then: Callable[[SystemsMap], None]
) -> MergeDialog:
    """Ask how the copies become one map; `verb` stands on the button that says so."""
    dialog = MergeDialog(together, verb, window)
    dialog.taken.connect(then)
    dialog.open()
    return dialog


def _arrange(column: QVBoxLayout, cards: MutableMapping[str, _Card], ids: list[str]) -> None:
    """Put the cards of these ids into the column in this order, and take others out of it."""
    for id_ in [id_ for id_ in cards if id_ not in ids]:
        card = cards.pop(id_)
        column.removeWidget(card)
        card.hide()
        card.deleteLater()
    for place, id_ in enumerate(ids):
        if column.indexOf(cards[id_]) != place:
            column.insertWidget(place, cards[id_])


def _heading(merged: Merged) -> str:
    if not merged.conflicts:
        return AGREED if not merged.offers else "The copies do not contradict each other."
    return f"{so_many(len(merged.conflicts), 'thing')} to decide"
