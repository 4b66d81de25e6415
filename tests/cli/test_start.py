"""How the program starts: versions, windows, screens, and what it loads."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from systemsmap import __version__
from systemsmap.interchange import json as open_json
from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap
from tests.cli.program import ROOT, Program, fresh
from tests.interchange.collection import collected


def test_the_version_is_told(run: Program) -> None:
    assert run("--version").out == f"systemsmap {__version__}\n"


def test_the_help_names_every_command(run: Program) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert all(word in ran.out for word in ("loops", "convert", "check", "--version", "MAP"))


def test_maps_are_opened_in_windows(run: Program) -> None:
    assert run("a.smap", "./loops").code == 0
    assert run().code == 0
    assert run("--", "check").code == 0
    assert run.opened == [["a.smap", "./loops"], [], ["check"]]


def test_without_a_screen_it_says_what_works_without_one() -> None:
    unset = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is always a screen")
    ran = fresh(**unset)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert "systemsmap loops" in ran.stderr
    assert "systemsmap convert" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], "PySide6 networkx numpy sqlmodel lxml pygraphviz graphviz json sqlite3"),
        (["loops", "{json}"], "PySide6 sqlmodel lxml pygraphviz"),
        (["loops", "{smap}", "--json"], "PySide6 sqlmodel lxml pygraphviz"),
        (["check", "{smap}"], "PySide6 sqlmodel lxml"),
        (["convert", "{smap}", "{out}.json"], "PySide6 sqlmodel pygraphviz"),
        (["convert", "{smap}", "{out}.svg"], "PySide6 sqlmodel lxml pygraphviz"),
        (["convert", "{smap}", "{out}.gv"], "PySide6 sqlmodel lxml pygraphviz"),
        (["convert", "{json}", "{out}.smap"], "PySide6 lxml pygraphviz"),
    ],
)
def test_nothing_is_loaded_that_is_not_needed(
    tmp_path: Path, arguments: list[str], unwanted: str
) -> None:
    smap = tmp_path / "a.smap"
    publish(StoredMap(collected("a1_fixes_that_fail"), smap))
    json_ = tmp_path / "a.json"
    json_.write_bytes(open_json.write(collected("a1_fixes_that_fail")))
    names = {"json": json_, "smap": smap, "out": tmp_path / "out"}
    asked = [a.format(**names) for a in arguments]
    program = (
        "import sys\n"
        "from systemsmap.__main__ import main\n"
        f"sys.argv[1:] = {asked!r}\n"
        "try: code = main()\n"
        "except SystemExit as end: code = end.code or 0\n"
        "print(code, sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = ended.stderr.splitlines()[-1]  # after what a format cannot hold
    assert told.startswith("0 "), ended.stderr
    loaded = set(re.findall(r"'(\w+)'", told))
    assert loaded & set(unwanted.split()) == set()


@pytest.mark.skipif(os.name == "nt", reason="no count of a child's processor time")
def test_the_version_is_told_at_once() -> None:
    """Well under what loading Qt takes, in processor time: the machine may be busy."""
    bare, told = _processor_time("-c", "pass"), _processor_time("-m", "systemsmap", "--version")
    assert told - bare < 0.5  # 0.05 on a quiet machine


def _processor_time(*arguments: str) -> float:
    def spent() -> float:
        return os.times().children_user + os.times().children_system

    start = spent()
    for _ in range(3):
        subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
    return (spent() - start) / 3


def test_a_copy_elsewhere_is_a_map_like_any_other(
    run: Program, placed: Path, tmp_path: Path
) -> None:
    source = tmp_path / "a.smap"
    run("convert", placed, source)
    copy = shutil.copy(source, tmp_path / "b.smap")
    assert run("loops", copy).out == run("loops", source).out
