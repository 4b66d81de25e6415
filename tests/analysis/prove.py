"""The loop engine against networkx and brute force: `python -m tests.analysis.prove [COUNT]`.

So many random maps each for lists and edits, for counts, and for the basis; ends with 1 when
anything differed.
"""

import sys

from tests.analysis.counting import prove as counts
from tests.analysis.loops import prove as lists
from tests.analysis.loops.prove_basis import differences

MAPS = 10_000


def main(words: list[str]) -> int:
    """Prove the engine on so many maps; return the exit code."""
    number = int(words[0]) if words else MAPS
    print(f"Lists and edits: {number:,} maps, {lists.prove(number):,} loops, no difference.")
    wrong = counts.main([str(number)])
    bases = len(differences(number))
    print(f"Bases: {number:,} maps, {bases} differ.")
    return int(wrong or bases > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
