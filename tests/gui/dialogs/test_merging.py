"""The dialog of a merge: questions one by one, and what comes of the answers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from systemsmap.gui.dialogs.merge_cards import LONGEST, Answer
from systemsmap.gui.dialogs.merging import AGREED, MergeDialog, merge_dialog
from systemsmap.merging.copy import Copy
from systemsmap.model import edits as do
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.gui.programs import until
from tests.maps import two_loops

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]

LINK = "births>people"
Ask = Callable[[SystemsMap, SystemsMap], MergeDialog]


def _copies() -> tuple[SystemsMap, SystemsMap]:
    mine = theirs = two_loops()
    mine = do.rename(mine, "people", "Folk").applied_to(mine)
    mine = do.set_polarity(mine, [LINK], Polarity.NEGATIVE).applied_to(mine)
    mine = do.add_variable(mine, "Failure demand", 300, 300, id_="n").applied_to(mine)
    theirs = do.rename(theirs, "people", "Population").applied_to(theirs)
    theirs = do.set_polarity(theirs, [LINK], Polarity.MIXED).applied_to(theirs)
    theirs = do.add_variable(theirs, "failure demands", 300, 300, id_="m").applied_to(theirs)
    return mine, theirs


@pytest.fixture
def taken() -> list[SystemsMap]:
    return []


@pytest.fixture
def ask(qtbot: QtBot, taken: list[SystemsMap]) -> Ask:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def asked(mine: SystemsMap, theirs: SystemsMap) -> MergeDialog:
        dialog = merge_dialog(window, mine, [Copy("Theirs", theirs)], two_loops(), taken.append)
        until(qtbot, lambda: dialog.preview.shown)
        return dialog

    return asked


def test_conflicts_and_near_names_are_asked_with_the_defaults_chosen(ask: Ask) -> None:
    dialog = ask(*_copies())
    assert dialog.heading.text() == "2 things to decide"
    assert dialog.windowTitle() == "Merge with “Theirs”"
    assert "“Theirs” adds 1 variable and changes 1 variable and 1 link." in dialog.told.text()
    assert list(dialog.conflicts) == ["name:people", f"polarity:{LINK}"]
    assert dialog.conflicts[f"polarity:{LINK}"].answers["±"].isChecked()
    (offer,) = dialog.offers.values()
    assert not offer.box.isChecked()
    assert dialog.go_on.isDefault()


def test_what_is_chosen_is_what_is_merged(qtbot: QtBot, ask: Ask, taken: list[SystemsMap]) -> None:
    dialog = ask(*_copies())
    dialog.conflicts["name:people"].answers["Theirs"].click()
    dialog.conflicts[f"polarity:{LINK}"].answers["-"].click()
    until(qtbot, lambda: dialog.merged and dialog.merged.map_.links[LINK].polarity == "-")
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    (map_,) = taken
    assert map_.variables["people"].name == "Population"
    assert not dialog.isVisible()


def test_an_answer_may_be_clicked_on_its_words(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(*_copies())
    card = dialog.conflicts["name:people"]
    other = next(id_ for id_, radio in card.answers.items() if not radio.isChecked())
    (words,) = (a.words for a in card.findChildren(Answer) if a.isAncestorOf(card.answers[other]))
    QTest.mouseClick(words, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert card.answers[other].isChecked()
    until(qtbot, lambda: dialog.merged and dialog.merged.conflicts[0].chosen == other)


def test_joining_two_variables_asks_what_follows_from_it(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(*_copies())
    (offer,) = dialog.offers.values()
    offer.box.click()
    until(qtbot, lambda: len(dialog.conflicts) == 3)
    assert dialog.heading.text() == "3 things to decide"
    offer.box.click()
    until(qtbot, lambda: len(dialog.conflicts) == 2)


def test_it_can_be_answered_with_the_keyboard_alone(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(*_copies())
    (offer,) = dialog.offers.values()
    until(qtbot, lambda: QApplication.focusWidget() is offer.box)
    QTest.keyClick(offer.box, Qt.Key.Key_Tab)
    first = dialog.conflicts["name:people"]
    assert QApplication.focusWidget() is first.chosen_answer
    was = first.chosen_answer
    key = Qt.Key.Key_Down if was is next(iter(first.answers.values())) else Qt.Key.Key_Up
    QTest.keyClick(was, key)
    assert first.chosen_answer is not was
    now = next(id_ for id_, radio in first.answers.items() if radio is first.chosen_answer)
    until(qtbot, lambda: dialog.merged and dialog.merged.conflicts[0].chosen == now)
    assert first.chosen_answer.hasFocus(), "it is not taken away by what comes of the answer"


def test_cancel_takes_nothing(ask: Ask, taken: list[SystemsMap]) -> None:
    dialog = ask(*_copies())
    cancel = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert taken == []
    assert not dialog.isVisible()


def test_copies_that_agree_ask_nothing(ask: Ask, taken: list[SystemsMap]) -> None:
    theirs = do.add_variable(two_loops(), "Rain", 300, 300, id_="rain").applied_to(two_loops())
    dialog = ask(two_loops(), theirs)
    assert dialog.heading.text() == AGREED
    assert not dialog.area.isVisible()
    assert dialog.go_on.hasFocus()
    QTest.keyClick(dialog.go_on, Qt.Key.Key_Return)
    assert taken == [theirs]


def test_long_texts_are_cut_and_all_there_to_be_read(ask: Ask) -> None:
    base = two_loops()
    long = "seen " * 100
    mine = do.set_note(base, "people", f"{long} by the ward").applied_to(base)
    theirs = do.set_note(base, "people", "<b>not</b> seen").applied_to(base)
    answers = ask(mine, theirs).conflicts["note:people"].findChildren(Answer)
    assert all(len(answer.words.text()) <= LONGEST for answer in answers)
    assert any("by the ward" in answer.toolTip() for answer in answers)
    assert any("<b>not</b> seen" in answer.words.text() for answer in answers)
    assert {a.words.textFormat() for a in answers} == {Qt.TextFormat.PlainText}
