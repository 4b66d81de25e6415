"""Goes through every trouble with a disk, without and with the window, and prints a table."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.storage.disk_trials import BY_HAND, IN_THE_WINDOW, Trial, tried


def main() -> int:
    """Print what was said and whether anything was lost; return 1 when it was."""
    trials: list[Trial] = []
    for program in (BY_HAND, IN_THE_WINDOW):
        print(f"\n{program}")
        with TemporaryDirectory() as home:
            trials += _shown(tried(program, Path(home)))
    good = sum(not trial.faults for trial in trials)
    print(f"\n{good} of {len(trials)}: said in a sentence, everything written twice over")
    return int(good < len(trials))


def _shown(trials: list[Trial]) -> list[Trial]:
    for trial in trials:
        told = trial.told
        how = "" if told.is_real else "  (no volume could be mounted)"
        stood = f"  window stood still for {told.longest_pause:.2f} s at most"
        lost = len(told.lacks) + len(told.lacks_elsewhere)
        print(f"{trial.what}{how}")
        print(f"    {told.said}")
        print(f"    edits {told.drawn - 2}, lost {lost}{stood if told.longest_pause else ''}")
        for fault in trial.faults:
            print(f"    NOT SO: {fault}")
    return trials


if __name__ == "__main__":
    sys.exit(main())
