"""Runs the commands of the program, in this process and in a fresh one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from systemsmap import cli

ROOT = Path(__file__).parent.parent.parent
MAPS = ROOT / "tests" / "data" / "maps"
DIGITAL = MAPS / "01_digital_by_default.json"
SOURCES = (".smap", ".json", ".svg", ".png")
EXPECTED = json.loads((MAPS / "EXPECTED_LOOPS.json").read_text(encoding="utf-8"))


class Ran:
    """How a command ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class Program:
    """Runs commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.opened: list[list[str]] = []

    def __call__(self, *arguments: object) -> Ran:
        try:
            code = cli.main([str(a) for a in arguments], self._open)
        except SystemExit as end:  # argparse, after --version and --help
            code = int(end.code or 0)
        out, err = self._capsys.readouterr()
        return Ran(code, out, err)

    def refuses(self, *arguments: object) -> str:
        """Run a command that has to fail in the one way there is; return what it says."""
        ran = self(*arguments)
        assert ran.code == 2
        assert ran.out == ""
        assert ran.err.startswith("systemsmap: ")
        assert ran.err.count("\n") == 1
        assert "fault" not in ran.err
        return ran.err

    def _open(self, paths: list[str]) -> int:
        self.opened.append(paths)
        return 0


def fresh(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "systemsmap", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
