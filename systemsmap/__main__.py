"""Where the program starts, as `systemsmap` and as `python -m systemsmap`."""

import sys
from multiprocessing import freeze_support


def main() -> int:
    """Open maps in windows or do what a command says; return the exit code."""
    freeze_support()  # first of all: a frozen program runs itself again for each worker
    from systemsmap import cli  # noqa: PLC0415 - a worker has no use for it

    return cli.main(sys.argv[1:], _open)


def _open(paths: list[str]) -> int:
    from systemsmap.app import main as open_windows  # noqa: PLC0415 - Qt, if there is a screen

    return open_windows(paths)


if __name__ == "__main__":
    sys.exit(main())
