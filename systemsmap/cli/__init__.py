"""The program without a window: `systemsmap loops`, `paths`, `convert` and `check`.

Qt is loaded only to open a window and to paint PNG and PDF. Whatever is wrong with what was
asked for or with a file is told in one line on standard error, and the exit code is 2.
"""

from systemsmap.cli.start import NO_SCREEN, main

__all__ = ["NO_SCREEN", "main"]
