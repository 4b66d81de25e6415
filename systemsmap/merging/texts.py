"""Texts put together, and names compared."""

from collections.abc import Sequence


def joined_texts(texts: Sequence[str]) -> str:
    """Return one text with every line of all, each once; the first that has them all as it is."""
    lines = [[line for line in text.splitlines() if line.strip()] for text in texts]
    every = {line for some in lines for line in some}
    for text, some in zip(texts, lines, strict=True):
        if every <= set(some):
            return text
    kept = texts[0].splitlines()
    for some in lines[1:]:
        kept += [line for line in some if line not in kept]
    return "\n".join(kept)


def folded(name: str) -> str:
    """Return the name without what is only writing: case and spaces."""
    return " ".join(name.split()).casefold()


def same_name(*names: str) -> bool:
    """Return whether these are the same but for case and spaces."""
    return len({folded(name) for name in names}) <= 1
