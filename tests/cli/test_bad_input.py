"""Whatever is wrong is told in one line, and the exit code is 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from systemsmap.cli import start
from systemsmap.cli.check import ask_check
from systemsmap.interchange import json as open_json
from tests.cli.program import DIGITAL, ROOT, Program, fresh
from tests.maps import tangle

BAD_FILES = {
    "empty.json": b"",
    "noise.json": bytes(range(256)),
    "deep.json": b"[" * 100_000,
    "noise.svg": b"<svg",
    "noise.png": b"\x89PNG\r\n\x1a\nxx",
    "empty.smap": b"",
    "noise.smap": b"SQLite format 3\0" + b"x" * 4000,
    "text.smap": b"hello",
    "map.gv": b"digraph {}",
    "map.pdf": b"%PDF",
    "map": b"{}",
    "map.docx": b"PK",
}


@pytest.mark.parametrize("command", ["loops", "check", "convert"])
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_line(
    run: Program, tmp_path: Path, command: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    more = [tmp_path / "out.svg"] if command == "convert" else []
    assert name in run.refuses(command, path, *more) or not Path(name).suffix
    assert not (tmp_path / "out.svg").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("loops",),
        ("loops", "nothing.json"),
        ("loops", "nothing.smap"),
        ("loops", "."),
        ("loops", ""),
        ("loops", "a\0b.json"),
        ("loops", "line\nbreak\x1b[31m.json"),
        ("loops", "a" * 5000 + ".json"),
        ("loops", DIGITAL, "--jsno"),
        ("loops", DIGITAL, "--js"),
        ("loops", DIGITAL, "more"),
        ("convert", DIGITAL),
        ("convert", DIGITAL, "x.docx"),
        ("convert", DIGITAL, "x"),
        ("convert", DIGITAL, "no such folder/x.svg"),
        ("convert", DIGITAL, "no such folder/x.smap"),
        ("convert", DIGITAL, "a\0b.svg"),
        ("convert", DIGITAL, "a" * 5000 + ".svg"),
        ("check",),
        ("--nonsense",),
    ],
)
def test_a_bad_command_line_is_refused_in_one_line(
    run: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "\x1b" not in run.refuses(*arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_is_a_folder_is_refused(run: Program, placed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    run.refuses("convert", placed, tmp_path / "a.svg", "--force")
    (tmp_path / "a.smap").mkdir()
    run.refuses("convert", placed, tmp_path / "a.smap", "--force")


@pytest.mark.parametrize("suffix", [".svg", ".smap"])
def test_a_disk_that_takes_nothing_is_told_in_one_line(
    placed: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"precious{suffix}"
    target.write_bytes(b"precious")
    limited = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        f"sys.argv[1:] = ['convert', {str(placed)!r}, {str(target)!r}, '--force']\n"
        "runpy.run_module('systemsmap', run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-B", "-c", limited],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert target.read_bytes() == b"precious"
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith((".", "~"))]


def test_a_full_disk_is_told_in_one_line(run: Program, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "systemsmap", "loops", DIGITAL],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "no space left" in ended.stderr


def test_a_fault_of_ours_is_one_line_too(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(_: object) -> int:
        raise KeyError("x")

    command = start._Command("", ask_check, fault)
    monkeypatch.setitem(start._COMMANDS, "check", command)
    ran = run("check", DIGITAL)
    assert (ran.code, ran.err) == (
        2,
        "systemsmap: This is a fault in systemsmap (KeyError: 'x').\n",
    )


def test_stopping_it_by_hand_is_no_fault(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(start._COMMANDS, "check", start._Command("", ask_check, stopped))
    ran = run("check", DIGITAL)
    assert (ran.code, ran.err) == (130, "systemsmap: Stopped.\n")


@pytest.mark.skipif(os.name == "nt", reason="pipes of a shell")
def test_a_reader_that_has_enough_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "tangle.json"
    path.write_bytes(open_json.write(tangle(60, 4.0)))
    line = f"'{sys.executable}' -m systemsmap loops '{path}' | head -n 1"
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_show_any_map(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "Ölkarte.json"
    path.write_text(
        '{"variables": [{"name": "待ち"}], "links": [{"from": "待ち", "to": "待ち"}]}', "utf-8"
    )
    ran = fresh("loops", path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = fresh("loops", path, "--json", PYTHONIOENCODING=encoding)
    assert json.loads(ran.stdout)["loops"][0]["variables"] == ["待ち"]
