"""Where the map of a window is at this moment, in words for somebody who fears for it."""

from pathlib import Path

from systemsmap.gui.filing import Filing


def whereabouts(filing: Filing) -> str:
    """Return one sentence: in its file, in its working copy, or what is wrong."""
    keeping, path = filing.keeping, filing.path
    name = f"“{path.name if path else filing.name}”"
    if keeping.trouble:
        return f"{keeping.trouble} “Save as…” in the File menu gives it another place."
    if keeping.is_pointless:
        return "Nothing has been drawn yet."
    if not keeping.is_dirty:
        return f"{name} has all of it." if path else f"{name} is as it was opened."
    if path is None:
        return f"{name} has no file yet: it is kept in a working copy, offered at the next start."
    if keeping.is_readonly:
        return f"{name} was opened for reading only: every edit is kept in a working copy."
    return (
        f"{name} has all but the last edits: those are in a working copy and follow by themselves."
    )


def copies_are(folder: Path) -> str:
    """Return one sentence on the place of the working copies."""
    return f"Working copies are in {folder}."
