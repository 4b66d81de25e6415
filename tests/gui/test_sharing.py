"""Copies for others: what is left out is in no byte of them, and nothing of anybody's is lost."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.dialogs.sharing import SharingDialog
from systemsmap.gui.session import Session
from systemsmap.interchange import svg
from systemsmap.interchange.sending import LeftOut
from systemsmap.model import edits
from systemsmap.storage.map_file import now, publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.gui.programs import (
    add,
    answer,
    choose,
    in_file,
    labels,
    map_file,
    opened,
    press,
    until,
    words,
)
from tests.interchange.test_sending import full_map

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]

NOTES = ("NOTE-A", "NOTE-B", "NOTE-K", "NOTE-C", "FOREIGN")


@pytest.fixture
def mine(qtbot: QtBot, program: Program, tmp_path: Path) -> Session:
    """A session with the map “Mine.smap”, in which something was drawn and deleted again."""
    program.new_window()
    map_ = full_map()
    today = replace(map_, info=replace(map_.info, changed=now()))  # so it has no backup due
    publish(StoredMap(today, tmp_path / "Mine.smap"))
    session = opened(qtbot, program, tmp_path / "Mine.smap")
    document = session.editor.document
    document.commit(edits.add_variable(document.map, "ONCE-THERE", 0, 0, id_="x"), "Add")
    document.commit(edits.delete(document.map, ["x"]), "Delete")
    return session


def dialog() -> SharingDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, SharingDialog)]
    (shown,) = (one for one in found if one.isVisible())
    return shown


def go_on() -> None:
    next(b for b in dialog().findChildren(QPushButton) if b.text() == "Save…").click()


def _is_saved(session: Session, name: str) -> bool:
    path = session.filing.path
    return not session.keeping.is_dirty and path is not None and name in in_file(path)


def everything_in(path: Path) -> str:
    stored = read_map_file(path)
    told = repr((stored.map_, list(stored.history)))
    return told + path.read_bytes().decode("utf-8", "replace")


def test_a_copy_to_send_has_neither_notes_nor_a_past(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.window.commands.run("file.copy_to_send")
    dialog().boxes["author"].setChecked(True)
    assert dialog().gone.text().startswith("4 notes for the team; the author’s name; ")
    assert "history" in dialog().gone.text()
    assert "1 card of the tray" in dialog().kept.text()
    dialog().boxes["cards"].setChecked(True)
    assert "1 card of the tray" in dialog().gone.text()
    assert "1 card of the tray" not in dialog().kept.text()
    go_on()
    choose(qtbot, tmp_path / "Theirs.smap")
    until(qtbot, lambda: mine.editor.notice == "A copy to send is in “Theirs.smap”.")
    text = everything_in(tmp_path / "Theirs.smap")
    gone = (*NOTES, "AUTHOR", "CARD", "ONCE-THERE", "DELETED")
    assert [word for word in gone if word in text] == []
    assert [word for word in ("CAUSE", "REASON", "SOURCE", "CANVAS") if word not in text] == []
    assert mine.filing.path == tmp_path / "Mine.smap"
    assert "NOTE-A" in repr(mine.editor.map)
    mine.window.commands.run("file.copy_to_send")
    assert dialog().choice == LeftOut(cards=True, author=True)  # as it was wanted last


def test_a_copy_never_takes_the_place_of_the_map(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.sharing.send(LeftOut(), tmp_path / "Mine.smap")
    until(qtbot, lambda: "is the map itself" in words(mine))
    mine.filing.save()
    until(qtbot, lambda: not mine.keeping.is_dirty)
    assert "NOTE-A" in everything_in(tmp_path / "Mine.smap")


def test_what_is_published_is_a_picture_and_words_without_what_is_not_for_all(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.window.commands.run("file.copy_to_publish")
    go_on()
    choose(qtbot, tmp_path / "Map.of.ours")
    until(qtbot, lambda: mine.editor.notice.startswith("Published: “Map.of.ours.svg” and"))
    picture, text = tmp_path / "Map.of.ours.svg", tmp_path / "Map.of.ours in words.txt"
    inside = svg.read(picture.read_bytes()).map_
    told = text.read_text(encoding="utf-8")
    for content in (repr(inside), picture.read_text(encoding="utf-8"), told):
        assert [w for w in (*NOTES, "ONCE", "CARD", "DELETED") if w in content] == []
    assert re.match(r"TITLE\nAUTHOR, ORGANISATION, \d+ \w+ \d{4}\n\nQUESTION", told)
    assert "The story" in told
    assert "2 variables\n  CAUSE: 1 cause, 1 effect\n" in told
    assert inside.links["k"].rationale == "REASON"


def test_one_question_is_asked_for_both_files(qtbot: QtBot, mine: Session, tmp_path: Path) -> None:
    text = tmp_path / "Map in words.txt"
    text.write_text("mine")
    for label, kept in (("Cancel", True), ("Replace it", False)):
        mine.window.commands.run("file.copy_to_publish")
        go_on()
        choose(qtbot, tmp_path / "Map.svg")
        answer(qtbot, label)
        if not kept:
            until(qtbot, (tmp_path / "Map.svg").exists)
        assert (tmp_path / "Map.svg").exists() is not kept
    until(qtbot, lambda: text.read_text(encoding="utf-8") != "mine")


def test_a_place_that_cannot_be_written_is_said_with_what_helps(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.sharing.publish(LeftOut(), tmp_path / "nowhere" / "Map.svg")
    until(qtbot, lambda: "“Map.svg” and its words were not written" in words(mine))
    assert labels(mine)[0] == "Write them elsewhere…"
    press(mine, "Write them elsewhere…")
    choose(qtbot, tmp_path / "Map.svg")
    until(qtbot, (tmp_path / "Map in words.txt").exists)


def test_a_backup_is_written_beside_the_map_with_the_newest_in_it(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    add(mine, "Newest")

    def backups() -> int:
        return len(list(tmp_path.glob("Mine (backup *).smap")))

    mine.window.commands.run("file.back_up")
    until(qtbot, lambda: backups() == 1)
    mine.window.commands.run("file.back_up")
    until(qtbot, lambda: backups() == 2)
    until(qtbot, lambda: mine.editor.notice.startswith("A backup is in “Mine (backup "))
    for backup in tmp_path.glob("Mine (backup *).smap"):
        assert "Newest" in in_file(backup)
        assert len(read_map_file(backup).history) == 3
    assert mine.filing.path == tmp_path / "Mine.smap"


def test_a_map_without_a_file_is_given_one_before_it_has_a_backup(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    session.window.commands.run("file.back_up")
    choose(qtbot, tmp_path / "First.smap")
    until(qtbot, lambda: session.filing.path == tmp_path / "First.smap")


def test_a_day_without_a_backup_is_told_once_and_quietly(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.new_window()
    path = map_file(tmp_path / f"{'n' * 240}.smap", "Demand")
    session = opened(qtbot, program, path)
    heard: list[str] = []
    session.keeping.done.connect(heard.append)
    for name in ("Cost", "Trust"):
        add(session, name)
        session.filing.save()
        until(qtbot, partial(_is_saved, session, name))
    assert len([said for said in heard if said.startswith("There is no backup")]) == 1
    assert words(session) == ""


def test_who_wants_no_daily_backups_turns_them_off(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.new_window()
    for wanted in (False, True):
        program.store.set(daily_backups=wanted)
        path = map_file(tmp_path / f"{wanted}.smap", "Demand")
        session = opened(qtbot, program, path)
        add(session, "Cost")
        session.filing.save()
        until(qtbot, partial(_is_saved, session, "Cost"))
        assert bool(list(tmp_path.glob(f"{wanted} (backup *).smap"))) is wanted
