"""The custom properties under which a drawing keeps what it has no shape for."""

WHAT = "systemsmap"
NOTE = "note"
LOOP = "loop"
LOOP_NAME = "loop_name"
STORY = "story"
KIND = "kind"
BOUNDARY = "boundary"
OUTSIDE = "outside"
EVIDENCE = "evidence"
WHY = "why"
REFERENCE = "reference"
OURS = frozenset(
    (WHAT, NOTE, LOOP, LOOP_NAME, STORY, KIND, BOUNDARY, EVIDENCE, WHY, REFERENCE, "tooltip")
)
