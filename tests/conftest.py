"""What every test gets: Qt without a screen, folders of its own, random maps that end in time."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

# Qt reads this when the application is made; a window on a real screen is a process of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHONFAULTHANDLER"] = "1"

# A machine busy with other work must not fail a law that holds.
_PATIENT = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.register_profile("default", _PATIENT)
settings.register_profile("ci", _PATIENT, derandomize=True, print_blob=True)
settings.register_profile("brief", _PATIENT, max_examples=8, derandomize=True)
settings.load_profile("ci" if IN_CI else "default")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for settings, working copies and caches that no other test has seen."""
    home = tmp_path_factory.mktemp("home")
    for folder in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(home / folder.lower()))
    monkeypatch.setenv("APPDATA", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home))
    monkeypatch.setenv("SYSTEMSMAP_HOME", str(home / "systemsmap"))
    return home


@pytest.fixture(scope="session", autouse=True)
def one_application(request: pytest.FixtureRequest) -> None:
    """Make the application for windows before a picture makes one that can only paint."""
    if request.config.pluginmanager.hasplugin("pytest-qt"):
        request.getfixturevalue("qapp")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left waiting for it at the end."""
    items.sort(key=lambda item: not item.get_closest_marker("slow"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skipped test has failed."""
    return _unskipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Where nothing may be skipped, a skipped file has failed."""
    return _unskipped((yield))


def _unskipped(report: _Report) -> _Report:
    if IN_CI and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI set nothing may be: {report.longrepr}"
    return report
