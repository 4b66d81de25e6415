"""Comparing with a file in the real window, and handing out what changed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.session import Session
from systemsmap.model import edits as do
from tests.gui.programs import add, choose, labels, map_file, press, until, words

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(program: Program) -> Session:
    made = program.new_window()
    for name in ("Demand", "Cost"):
        add(made, name)
    return made


def rows(session: Session) -> list[str]:
    list_ = session.window.changes.list
    return [list_.item(n).text() for n in range(list_.count())]


def compared(qtbot: QtBot, session: Session, path: Path) -> None:
    session.comparing.compare_with(path)
    until(qtbot, lambda: session.window.changes.comparer.compared)


def test_the_menu_leads_to_a_file_and_the_panel_comes_up(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    old = map_file(tmp_path / "Old.smap", "Demand", "Trust")
    before = old.read_bytes()
    assert not session.window.panels["changes"].isVisible()
    session.window.commands.run("file.compare")
    choose(qtbot, old)
    until(qtbot, lambda: "“Trust” is gone." in rows(session))
    assert "“Cost” is new." in rows(session)
    panel = session.window.changes
    assert panel.headline.text() == "What changed since “Old.smap”"
    assert session.window.panels["changes"].isVisible()
    assert old.read_bytes() == before


def test_a_file_that_is_no_map_is_said_and_another_offered(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    spoiled = tmp_path / "Old.smap"
    spoiled.write_bytes(b"no map")
    session.comparing.compare_with(spoiled)
    until(qtbot, lambda: words(session))
    assert labels(session)[0] == "Another file…"
    good = map_file(tmp_path / "Good.smap", "Demand")
    compared(qtbot, session, good)
    assert words(session) == ""


def test_of_several_maps_in_a_file_one_is_asked_for(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    several = tmp_path / "two.drawio"
    page = (
        '<diagram name="{name}"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
        '<mxCell id="2" value="{name}" vertex="1" parent="1"><mxGeometry x="1" y="1" width="80"'
        ' height="30" as="geometry"/></mxCell></root></mxGraphModel></diagram>'
    )
    pages = "".join(page.format(name=name) for name in ("Morning", "Evening"))
    several.write_text(f"<mxfile>{pages}</mxfile>")
    session.comparing.compare_with(several)
    until(qtbot, lambda: "Evening" in labels(session))
    press(session, "Evening")
    until(qtbot, lambda: "“Evening” is gone." in rows(session))


@pytest.mark.parametrize("suffix", [".csv", ".md", ".txt"])
def test_the_list_is_written_where_it_is_wanted(
    qtbot: QtBot, session: Session, tmp_path: Path, suffix: str
) -> None:
    compared(qtbot, session, map_file(tmp_path / "Old.smap", "Demand"))
    session.window.changes.buttons["Export list…"].click()
    path = tmp_path / f"changes{suffix}"
    choose(qtbot, path)
    until(qtbot, lambda: session.editor.notice == f"Exported to “changes{suffix}”.")
    assert "“Cost” is new." in path.read_text("utf-8-sig")


def test_the_picture_is_written_where_it_is_wanted(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    compared(qtbot, session, map_file(tmp_path / "Old.smap", "Demand"))
    session.window.changes.buttons["Export picture…"].click()
    path = tmp_path / "changes.svg"
    choose(qtbot, path)
    until(qtbot, path.exists)
    assert "What changed since “Old.smap”" in path.read_text("utf-8")


def test_where_it_cannot_be_written_another_place_is_offered(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    compared(qtbot, session, map_file(tmp_path / "Old.smap", "Demand"))
    session.comparing.write_list(tmp_path / "nowhere" / "changes.csv")
    until(qtbot, lambda: "“changes.csv” was not written" in words(session))
    assert labels(session) == ["Write it elsewhere…", "Hide"]


def test_others_compare_with_a_moment_through_the_panels(qtbot: QtBot, session: Session) -> None:
    before = session.editor.map
    first = next(iter(before.variables))
    session.editor.document.commit(do.rename(before, first, "Trust"), "Rename")
    session.window.changes.compare_with("“before coffee”", before)
    until(qtbot, lambda: "“Trust” was renamed; it was “Demand”." in rows(session))


def test_a_closing_window_waits_for_nothing_that_is_compared(
    qtbot: QtBot, program: Program, session: Session, tmp_path: Path
) -> None:
    session.comparing.compare_with(map_file(tmp_path / "Old.smap", "Demand"))
    session.keeping.close(discard=True)
    session.window.close()
    until(qtbot, lambda: session not in program.sessions)
