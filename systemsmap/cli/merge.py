"""`systemsmap merge`: copies of a map that went different ways, brought together in a new file."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from systemsmap.cli.merge_choosing import ask_each, chosen, is_asked
from systemsmap.cli.source import MAP, read
from systemsmap.cli.stored import stored
from systemsmap.cli.target import look_at
from systemsmap.cli.voice import Trouble, indented, one_line, say, show

if TYPE_CHECKING:
    from systemsmap.editor.merging import Gathered
    from systemsmap.merging.merge import Merged
    from systemsmap.storage.stored_map import StoredMap

_YES_NO = {True: "yes", False: "no"}


def ask_merge(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("mine", metavar="MINE", help="the map whose history goes on")
    parser.add_argument("theirs", nargs="+", metavar="THEIRS", help="other copies, any format")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--into", metavar="OUT", help="the new map file")
    where.add_argument("--list", action="store_true", help="print what differs, write nothing")
    parser.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar="ID=OPTION",
        help="settle a conflict, or answer yes or no to an offer",
    )
    parser.add_argument("--join", action="store_true", help="join all near-equal names")
    parser.add_argument("--yes", action="store_true", help="ask nothing, take the defaults")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")


def merge(asked: argparse.Namespace) -> int:
    """Write the merge, or print what it would ask. Raises Trouble."""
    sources = [Path(name) for name in (asked.mine, *asked.theirs)]
    target = _target(asked, sources)
    found = [_read(source) for source in sources]
    from systemsmap.editor.merging import gathered, grown  # noqa: PLC0415

    together = gathered([grown(p.name, s) for p, s in zip(sources, found, strict=True)])
    merged, choices = chosen(together, asked.choose, join=asked.join)
    if target is None:
        show("\n".join((*merged.told, *_listed(merged))))
        return 0
    if is_asked(asked):
        merged, choices = ask_each(together, choices)
    _write(found[0], merged, together, target, overwrite=asked.force)
    counts = f"{len(merged.map_.variables)} variables, {len(merged.map_.links)} links"
    show("\n".join((f"{target}: {counts}", *merged.told, *_settled(merged, choices.options))))
    return 0


def _target(asked: argparse.Namespace, sources: list[Path]) -> Path | None:
    """Return the file to write, which must be none of those that are read. Raises Trouble."""
    if asked.into is None:
        return None
    target = Path(asked.into)
    if target.suffix.lower() != MAP:
        raise Trouble(f"{target} was not written: a merge is a “{MAP}” file.")
    if any(source.exists() and target.exists() and target.samefile(source) for source in sources):
        raise Trouble(f"{target} is one of the maps to merge; the merge needs another name.")
    look_at(target, force=asked.force)
    return target


def _read(source: Path) -> "StoredMap":
    found = read(source)
    for sentence in found.unsound:
        say(sentence)
    return stored(source, found)


def _write(
    mine: "StoredMap", merged: "Merged", with_: "Gathered", target: Path, *, overwrite: bool
) -> None:
    from systemsmap.editor.merging import merged_file  # noqa: PLC0415
    from systemsmap.storage.map_file import publish  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415

    try:
        publish(merged_file(mine, merged.map_, with_, target), overwrite=overwrite, backup=False)
    except FileTrouble as trouble:
        raise Trouble(str(trouble)) from None


def _listed(merged: "Merged") -> list[str]:
    """Return every conflict and offer, with the answers there are; a star marks the one taken."""
    lines = []
    for conflict in merged.conflicts:
        lines += ["", one_line(conflict.sentence)]
        for option in conflict.options:
            mark = "*" if option.id == conflict.chosen else " "
            lines.append(f"{mark} {one_line(option.label)}")
            lines.append(f"    {_choice(conflict.id, option.id)}")
    for offer in merged.offers:
        lines += ["", one_line(offer.sentence)]
        for joined in (True, False):
            lines.append(f"{'*' if joined is offer.joined else ' '} {_YES_NO[joined].title()}")
            lines.append(f"    {_choice(offer.id, _YES_NO[joined])}")
    return lines


def _settled(merged: "Merged", said: Mapping[str, str]) -> list[str]:
    """Return how each conflict nobody chose in was settled, and which names were not joined."""
    open_ = [conflict for conflict in merged.conflicts if conflict.id not in said]
    lines = ["Settled without being asked:"] * bool(open_)
    for conflict in open_:
        lines += indented([f"{conflict.sentence} Taken: {conflict.settled.label}"])
        others = (o.id for o in conflict.options if o.id != conflict.chosen)
        lines += [f"    otherwise {_choice(conflict.id, other)}" for other in others]
    for joined, heading in ((True, "Made one:"), (False, "Not joined:")):
        offers = [offer for offer in merged.offers if offer.joined is joined]
        lines += [heading] * bool(offers)
        for offer in offers:
            lines += indented([offer.sentence])
            lines.append(f"    otherwise {_choice(offer.id, _YES_NO[not joined])}")
    return lines


def _choice(id_: str, option: str) -> str:
    """Return what to add to the command line to choose this, as a shell takes it."""
    return f"--choose {quote(one_line(f'{id_}={option}'))}"
