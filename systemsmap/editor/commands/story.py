"""Commands for the story that is told of a map."""

from systemsmap.editor import story
from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell


def add_to_story(e: Editor, _: Shell) -> None:
    """Add what is selected at the end, or the whole map."""
    story.add(e)
    e.say(f"Step {len(e.map.steps)} of the story.")
