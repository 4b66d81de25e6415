"""The README says what is so."""

import re

from tests import readme_formats
from tests.architecture.sources import ROOT
from tests.readme_shortcuts import written_into

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_shortcuts_are_those_of_the_table_of_commands() -> None:
    assert written_into(TEXT) == TEXT


def test_the_formats_are_those_of_the_tables() -> None:
    assert readme_formats.written_into(TEXT) == TEXT


def test_the_first_screenful_has_exactly_two_commands() -> None:
    first_block = TEXT.split("```")[1].split("\n")
    assert [line for line in first_block if line] == ["python3 dev.py run", "python3 dev.py test"]
    assert TEXT.index("python3 dev.py test") < TEXT.index("pipx")
    assert TEXT[: TEXT.index("python3 dev.py test")].count("\n") < 25


def test_what_the_readme_points_to_is_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT)
    files = re.findall(r"`((?:resources|tests|systemsmap)/[\w./-]+)`", TEXT)
    missing = [name for name in (*pictures, *files) if not (ROOT / name).exists()]
    assert missing == []


def test_every_folder_and_table_it_speaks_of_exists() -> None:
    program = ROOT / "systemsmap"
    folders = set(re.findall(r"`((?:model|editor|interchange)/[a-z]*/?)", TEXT))
    assert {f for f in folders if not (program / f).is_dir()} == set()
    sources = "".join(f.read_text(encoding="utf-8") for f in program.rglob("*.py"))
    tables = set(re.findall(r"`([A-Z]{5,})`", TEXT)) - {"LICENSE"}
    assert {t for t in tables if not re.search(rf"^{t}\b", sources, re.MULTILINE)} == set()
