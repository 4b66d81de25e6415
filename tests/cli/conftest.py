"""Commands to run, and maps to run them on."""

from pathlib import Path

import pytest

from systemsmap.interchange import json as open_json
from tests.cli.program import SOURCES, Program, fresh
from tests.interchange.collection import collected


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


@pytest.fixture(scope="session")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map whose variables have places, so that no layout has to be waited for."""
    path = tmp_path_factory.mktemp("placed") / "placed.json"
    path.write_bytes(open_json.write(collected("01_digital_by_default")))
    return path


@pytest.fixture(scope="session")
def in_every_format(placed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one placed map in every format that can be read."""
    folder = tmp_path_factory.mktemp("formats")
    for suffix in SOURCES:
        ran = fresh("convert", placed, folder / f"map{suffix}")
        assert ran.returncode == 0, ran.stderr
    return folder
