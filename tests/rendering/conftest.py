"""Lets the golden pictures be made anew: `pytest tests/rendering --update-golden`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden SVGs anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    # The option is unknown when tests are collected from further up; then nothing is updated.
    return bool(request.config.getoption("--update-golden", default=False))
