"""Words that have no place in the house."""

import ast
import re

from tests.architecture.sources import (
    ROOT,
    TOP_LEVEL,
    program_files,
    python_files,
    shown,
    text_files,
)

NAMES_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}

# Written in pieces, so that this file does not trip over itself.
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
PLACES = re.compile(
    r"(?<![\w.])/(home|Users|root|work|opt)/\w"  # somebody's folders
    r"|\b[A-Za-z]:\\\\?Users\b"
    r"|\b(py" + r"pi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org)"  # registries
)


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [f for f in python_files() if f.stem in NAMES_THAT_SAY_NOTHING]
    vague += [f for f in program_files() if NAMES_THAT_SAY_NOTHING & set(f.parent.parts[-3:])]
    assert [shown(f) for f in vague] == []


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{shown(file)}:{node.lineno}"
        for file in program_files()
        if shown(file) != "systemsmap/cli/voice.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert printing == []


def test_nothing_is_marked_as_to_be_finished_later() -> None:
    assert _places_of(UNFINISHED) == []


def test_no_file_knows_a_machine_or_a_registry() -> None:
    assert _places_of(PLACES) == []


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    """Pictures and maps somebody made there are theirs, so only folders and code count."""
    made = re.compile(r"\.(venv|git|idea|vscode|hypothesis|.*_cache)|__pycache__|dist|build")
    code = {".cfg", ".ini", ".lock", ".py", ".sh", ".toml"}
    there = {f.name for f in ROOT.iterdir() if f.is_dir() or f.suffix in code}
    strangers = {name for name in there - set(TOP_LEVEL) if not made.fullmatch(name)}
    assert strangers == set()
    assert {name for name in TOP_LEVEL if not (ROOT / name).exists()} == set()


def _places_of(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(file)}:{number}"
        for file in text_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
