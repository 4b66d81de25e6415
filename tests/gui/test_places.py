"""Where the dialogs that ask for a place begin."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui import places
from systemsmap.gui.session import Session
from systemsmap.storage.aside import Silent
from tests.gui.programs import choose, file_dialog, in_file, map_file, opened, press, until


@pytest.fixture
def mine(qtbot: QtBot, program: Program, tmp_path: Path) -> Session:
    """A map that was opened from a stick."""
    (tmp_path / "stick").mkdir()
    return opened(qtbot, program, map_file(tmp_path / "stick" / "Mine.smap", "Demand"))


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(places, "documents", lambda: folder)
    return folder


def test_a_map_whose_folder_is_gone_is_offered_a_place_among_the_documents(
    qtbot: QtBot, mine: Session, documents: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").rename(tmp_path / "pulled out")
    mine.filing.ask_save_as()
    assert suggested(qtbot) == [str(documents / "Mine.smap")]
    choose(qtbot, documents / "Mine.smap")
    until(qtbot, lambda: in_file(documents / "Mine.smap") == {"Demand"})
    assert list((tmp_path / "pulled out").glob("*.smap")) == [tmp_path / "pulled out" / "Mine.smap"]


def test_a_map_whose_folder_is_there_is_offered_a_place_in_it(
    qtbot: QtBot, mine: Session, documents: Path, tmp_path: Path
) -> None:
    mine.filing.ask_save_as()
    assert suggested(qtbot) == [str(tmp_path / "stick" / "Mine.smap")]


def test_no_dialog_looks_at_a_disk_that_does_not_answer(
    qtbot: QtBot, mine: Session, documents: Path, tmp_path: Path
) -> None:
    mine.keeping.stand(Silent(tmp_path / "stick" / "Mine.smap"))
    press(mine, "Save as…")
    assert suggested(qtbot) == [str(documents / "Mine.smap")]


def suggested(qtbot: QtBot) -> list[str]:
    """Wait for the dialog; return the files it suggests."""
    until(qtbot, lambda: file_dialog() is not None)
    dialog = file_dialog()
    assert dialog
    return dialog.selectedFiles()
