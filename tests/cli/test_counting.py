"""`systemsmap loops --count`, `--basis`, `--through`: what is said, to people and to programs."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from systemsmap.interchange import json as open_json
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap
from tests.cli.program import DIGITAL, EXPECTED, MAPS, ROOT, Program
from tests.maps import map_from, tangle

KINDS = ("reinforcing", "balancing", "undecided")


def written(tmp_path: Path, map_: SystemsMap) -> Path:
    path = tmp_path / "map.json"
    path.write_bytes(open_json.write(map_))
    return path


@pytest.mark.parametrize("name", EXPECTED)
def test_counts_of_the_collection_are_those_of_its_lists(run: Program, name: str) -> None:
    said = json.loads(run("loops", MAPS / f"{name}.json", "--count", "--json").out)
    loops = EXPECTED[name]["loops"]
    assert list(said) == ["total", *KINDS, "delayed", "complete", "by_length", "links"]
    assert said["complete"] is True
    assert said["total"] == len(loops)
    for kind in KINDS:
        assert said[kind] == sum(loop["polarity"] == kind for loop in loops)
    assert said["delayed"] == sum(loop["delayed"] for loop in loops)
    lengths = [len(loop["variables"]) for loop in loops]
    assert said["by_length"] == {str(n): lengths.count(n) for n in sorted(set(lengths))}


def test_every_link_is_counted_with_the_loops_over_it(run: Program) -> None:
    said = json.loads(run("loops", DIGITAL, "--count", "--json").out)
    first = said["links"][0]
    assert list(first) == ["from", "to", *KINDS]
    passed = sum(link[kind] for link in said["links"] for kind in KINDS)
    assert passed == sum(int(n) * count for n, count in said["by_length"].items())


def test_numbers_are_whole_however_large(run: Program, tmp_path: Path) -> None:
    """Python refuses to write numbers of more than 4,300 digits; here it has to ask for fewer."""
    usual = sys.get_int_max_str_digits()
    path = tmp_path / "map.smap"
    publish(StoredMap(_fan_chain(stages=1_400, wide=3), path))
    try:
        sys.set_int_max_str_digits(640)
        ran = run("loops", path, "--count", "--json")
        assert sys.get_int_max_str_digits() == 640
    finally:
        sys.set_int_max_str_digits(usual)
    assert ran.err == ""
    assert json.loads(ran.out)["total"] == 3**1_400
    assert len(str(3**1_400)) > 640


def _fan_chain(stages: int, wide: int) -> SystemsMap:
    """A ring of stages, each passed by one of so many variables side by side."""
    arrows = []
    for stage in range(stages):
        onward = (stage + 1) % stages
        for way in range(wide):
            arrows += [f"{stage} + {stage}.{way}", f"{stage}.{way} + {onward}"]
    return map_from(*arrows)


def test_counts_can_be_read_by_people(run: Program) -> None:
    lines = run("loops", DIGITAL, "--count").out.splitlines()
    assert lines[:5] == [
        "4 loops:",
        "  3 reinforcing",
        "  1 balancing",
        "  0 undecided",
        "  3 with a delay",
    ]
    assert "Loops by length:" in lines
    busiest = lines[lines.index("Links by their share of all loops:") + 1]
    assert busiest.endswith("in all loops (3 R, 1 B)")


def test_a_map_that_only_reinforces_says_so(run: Program, tmp_path: Path) -> None:
    path = written(tmp_path, map_from("a + b", "b + a", "a - c", "c - a"))
    assert "All loops here are reinforcing." in run("loops", path, "--count").out


def test_a_map_without_loops_has_none_to_count(run: Program, tmp_path: Path) -> None:
    path = written(tmp_path, map_from("a + b"))
    assert run("loops", path, "--count").out == "0 loops.\n"
    assert json.loads(run("loops", path, "--count", "--json").out)["total"] == 0


def test_what_cannot_be_counted_in_time_has_a_true_lower_bound(
    run: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from systemsmap.cli import loops

    monkeypatch.setattr(loops, "COUNTING", 1.0)
    dense = map_from(*(f"v{a} + v{b}" for a in range(32) for b in range(32) if a != b))
    path = written(tmp_path, dense)
    said = json.loads(run("loops", path, "--count", "--json").out)
    assert (said["complete"], said["reinforcing"], said["links"]) == (False, None, [])
    assert said["by_length"]["2"] == 32 * 31 // 2
    assert said["total"] >= sum(said["by_length"].values())
    assert run("loops", path, "--count").out.startswith("At least ")


def test_the_basis_is_as_large_as_it_must_be_and_says_what_it_is(run: Program) -> None:
    said = json.loads(run("loops", DIGITAL, "--basis", "--json").out)
    assert len(said["loops"]) == 4
    text = run("loops", DIGITAL, "--basis").out
    told = "Circuit basis, of which all other loops are combinations: 4 loops: 3 reinforcing"
    assert f"9 variables, 12 links. {told}" in text


def test_loops_through_a_variable_are_those_it_is_on(run: Program) -> None:
    every = json.loads(run("loops", DIGITAL, "--json").out)["loops"]
    some = json.loads(run("loops", DIGITAL, "--through", "unmet  NEED", "--json").out)["loops"]
    assert [x["variables"] for x in some] == [
        x["variables"] for x in every if "Unmet need" in x["variables"]
    ]
    assert (
        "12 links. Through “Unmet need”: 2 loops: 2 reinforcing."
        in run("loops", DIGITAL, "--through", "Unmet need").out
    )


def test_a_name_that_is_nearly_right_is_offered(run: Program) -> None:
    assert "Did you mean “Unmet need”?" in run.refuses("loops", DIGITAL, "--through", "Unmet nede")
    assert "called “xyzzy”." in run.refuses("loops", DIGITAL, "--through", "xyzzy")


def test_two_variables_of_one_name_are_not_guessed_between(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "twins.json"
    twins = [{"id": "1", "name": "Trust"}, {"id": "2", "name": "trust"}]
    path.write_text(json.dumps({"variables": twins, "links": []}))
    assert run("loops", path, "--through", "Trust").code == 0
    assert "2 variables are called “TRUST”" in run.refuses("loops", path, "--through", "TRUST")


@pytest.mark.parametrize(
    "options",
    [
        ("--count", "--basis"),
        ("--count", "--through", "Unmet need"),
        ("--count", "--most", "3"),
        ("--basis", "--longest", "3"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    run: Program, options: tuple[str, ...]
) -> None:
    run.refuses("loops", DIGITAL, *options)


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send")
@pytest.mark.parametrize("option", ["--count", "--basis"])
def test_a_long_search_ends_cleanly_when_it_is_stopped(tmp_path: Path, option: str) -> None:
    path = written(tmp_path, tangle(400, 4.0))
    command = [sys.executable, "-c", _STARTED, "loops", str(path), option]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        assert process.stderr.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "systemsmap: Stopped.\n")


_STARTED = """
import sys
from systemsmap.cli import main, progress
def call(self):
    if not self._said:
        self._said = "begun"
        print("begun", file=sys.stderr, flush=True)
    return False
progress.Progress.__call__ = call
progress.Progress.clear = lambda self: None
sys.exit(main(sys.argv[1:], lambda paths: 0))
"""


def test_progress_is_told_to_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from systemsmap.cli import progress

    now = iter([0.0, 1.0, 1.0, 1.1, 5.0, 5.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(now))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    told = progress.Progress("Counting loops", 60.0)
    assert [told(), told(), told()] == [False, False, False]
    words = capsys.readouterr().err
    assert words.count("Counting loops for") == 2
    assert "for 5 s; at most 55 s more" in words
    told.clear()
    assert capsys.readouterr().err.strip(" \r") == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    monkeypatch.setattr(progress, "monotonic", lambda: 1e9)
    quiet = progress.Progress("Counting loops", 60.0)
    quiet._next = 0.0
    quiet()
    assert capsys.readouterr().err == ""
