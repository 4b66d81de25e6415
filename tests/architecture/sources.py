"""The files of the project, as the tests of its shape read them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "systemsmap"
TOP_LEVEL = (
    ".ci", ".editorconfig", ".gitignore", "LICENSE", "README.md", "dev.py", "pyproject.toml",
    "resources", "systemsmap", "tests",
)  # fmt: skip
TEXT = {".css", ".csv", ".gv", ".json", ".md", ".py", ".svg", ".toml", ".txt", ""}


def program_files() -> list[Path]:
    """Every module of the program."""
    return sorted(PROGRAM.rglob("*.py"))


def python_files() -> list[Path]:
    """Every Python file of the project."""
    return [ROOT / "dev.py", *program_files(), *sorted((ROOT / "tests").rglob("*.py"))]


def text_files() -> Iterator[Path]:
    """Yield every file of the project that people read as text."""
    for name in TOP_LEVEL:
        top = ROOT / name
        inside = sorted(top.rglob("*")) if top.is_dir() else [top]
        yield from (f for f in inside if f.is_file() and f.suffix in TEXT and not _made(f))


def _made(file: Path) -> bool:
    """Caches, which are nobody's words."""
    return any(part == "__pycache__" or part.endswith("_cache") for part in file.parts)


def module_name(file: Path) -> str:
    """Return the name a module is imported by."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def shown(file: Path) -> str:
    """Return a file's name as a failing test should say it."""
    return file.relative_to(ROOT).as_posix()
