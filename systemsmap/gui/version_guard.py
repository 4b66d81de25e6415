"""Refuses a pair of Qt and Python that would end the process, before Qt is loaded.

In PySide6 6.12 every void call gives up one reference to None. Before Python 3.12 None can run
out of them: after some five thousand calls the interpreter aborts with "deallocating None".
"""

from importlib.metadata import PackageNotFoundError, version

NOT_THERE = "The window needs PySide6-Essentials, which is not installed for this Python."
_BROKEN = (
    "PySide6 {qt} ends the process on Python {python}: install “PySide6-Essentials<6.12”,"
    " or use Python 3.12 or newer."
)


def qt_trouble(python: tuple[int, ...], qt: str | None = None) -> str | None:
    """Return why Qt cannot be used with this Python, in one sentence, or None when it can.

    `python` is `sys.version_info`, `qt` PySide6's version; without it the installed one is meant.
    """
    if qt is None:
        try:
            qt = version("PySide6-Essentials")
        except PackageNotFoundError:
            return NOT_THERE
    if qt.startswith("6.12.") and python[:2] < (3, 12):
        return _BROKEN.format(qt=qt, python=f"{python[0]}.{python[1]}")
    return None
