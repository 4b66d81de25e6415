"""`systemsmap check`: sound or not, and why."""

import json
from pathlib import Path

from tests.cli.program import DIGITAL, Program


def test_a_sound_map_is_called_sound(run: Program) -> None:
    ran = run("check", DIGITAL)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Sound.")


def test_what_is_worth_a_second_look_is_listed(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    links = [{"from": "A", "to": "B"}]
    path.write_text(json.dumps({"variables": [{"name": "A"}, {"name": "B"}], "links": links}))
    ran = run("check", path)
    assert ran.code == 0
    assert "no sign yet" in ran.out


def test_an_unsound_map_is_told_with_reasons(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    loops = [{"id": "R1", "name": "N", "members": ["A", "B"]}]
    variables = [{"name": "A"}, {"name": "B"}]
    links = [{"from": "A", "to": "B", "polarity": "+"}]
    path.write_text(json.dumps({"variables": variables, "links": links, "loops": loops}))
    ran = run("check", path)
    assert ran.code == 2
    assert "B → A" in ran.out
    assert ran.err == f"systemsmap: {path} is not sound.\n"


def test_a_read_only_map_file_is_sound(run: Program, placed: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.smap"
    run("convert", placed, path)
    path.chmod(0o444)
    ran = run("check", path)
    assert ran.code == 0
    assert "read-only" not in ran.out
