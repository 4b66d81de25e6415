"""What was chosen is there again next time, whatever happened to its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.editor.settings import RANGES, Settings
from systemsmap.gui.settings_store import LONGEST, SettingsStore

LINES = st.text(max_size=LONGEST).filter(str.isprintable)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "not there")
    assert store.settings == Settings()
    assert store.trouble == ""
    assert store.shortcuts == {}
    assert store.window_state("main") is None


def test_a_change_is_announced_once_and_kept(tmp_path: Path) -> None:
    store, heard = SettingsStore(tmp_path), list[Settings]()
    store.changed.subscribe(heard.append)
    store.set(theme="dark", type_size=20)
    store.set(theme="dark")
    assert heard == [Settings(theme="dark", type_size=20)]
    assert SettingsStore(tmp_path).settings == heard[0]


@given(author=LINES, organisation=LINES, size=st.integers(*RANGES["type_size"]))
def test_whatever_may_be_set_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, author: str, organisation: str, size: int
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    store = SettingsStore(folder)
    store.set(author=author, organisation=organisation, type_size=size, snapping=False)
    again = SettingsStore(folder)
    assert again.settings == store.settings
    assert again.trouble == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"type_size": 8},
        {"type_size": 33},
        {"type_size": True},
        {"type_size": "13"},
        {"theme": "pink"},
        {"snapping": 1},
        {"author": "two\nlines"},
        {"author": "x" * (LONGEST + 1)},
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tmp_path: Path, fields: dict[str, object]) -> None:
    store = SettingsStore(tmp_path)
    with pytest.raises(ValueError, match=r" cannot be .*\.$"):
        store.set(**fields)
    assert store.settings == Settings()


def test_a_setting_nobody_knows_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        SettingsStore(tmp_path).set(colour="red")


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"\x00\x01", b"[[[["])
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    store = SettingsStore(tmp_path)
    assert store.settings == Settings()
    assert store.trouble.endswith(".")
    assert (tmp_path / "settings.toml.bak").read_bytes() == content
    store.set(type_size=15)
    assert SettingsStore(tmp_path).settings.type_size == 15


def test_one_line_that_makes_no_sense_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('type_size = "huge"\ntheme = "dark"\n')
    store = SettingsStore(tmp_path)
    assert store.settings == Settings(theme="dark")
    assert "Type size" in store.trouble


def test_settings_of_another_version_and_own_keys_survive_a_change(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('future = "kept"\n[shortcuts]\n"edit.undo" = ["Alt+Z", "U"]\n"a.b" = "X"\n')
    store = SettingsStore(tmp_path)
    assert store.shortcuts == {"edit.undo": ("Alt+Z", "U"), "a.b": ("X",)}
    store.set(type_size=17)
    again = SettingsStore(tmp_path)
    assert again.shortcuts == store.shortcuts
    assert 'future = "kept"' in file.read_text()


def test_a_folder_that_cannot_be_written_leaves_the_choice_in_force(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = SettingsStore(tmp_path / "file")
    store.set(theme="dark")
    assert store.settings.theme == "dark"
    assert store.trouble
    store.keep_window_state("main", b"x")
    assert store.window_state("main") is None


def test_window_states_are_kept_by_name_whatever_the_name(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.keep_window_state("main", b"\x00one")
    store.keep_window_state("../../other", b"two")
    assert store.window_state("main") == b"\x00one"
    assert store.window_state("../../other") == b"two"
    assert {f.parent for f in tmp_path.rglob("*.window")} == {tmp_path}
