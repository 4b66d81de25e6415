"""Nothing in the house is too big to read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, program_files, python_files, shown

FILE_LINES = 400
FUNCTION_LINES = 30
CLASS_LINES = 250
METHODS = 20
PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_longer_than_it_may_be() -> None:
    lengths = {f: len(f.read_text(encoding="utf-8").splitlines()) for f in python_files()}
    assert [f"{shown(f)}: {n} lines" for f, n in lengths.items() if n > FILE_LINES] == []


def test_no_function_is_longer_than_it_may_be() -> None:
    long = [
        f"{place}: {lines} lines"
        for place, function in _all(ast.FunctionDef, ast.AsyncFunctionDef)
        if (lines := _lines(function)) > FUNCTION_LINES
    ]
    assert long == []


def test_no_class_is_bigger_than_it_may_be() -> None:
    big = [
        f"{place}: {_lines(class_)} lines, {_methods(class_)} methods"
        for place, class_ in _all(ast.ClassDef)
        if _lines(class_) > CLASS_LINES or _methods(class_) > METHODS
    ]
    assert big == []


def test_no_function_asks_for_more_than_it_may() -> None:
    greedy = [
        f"{place}: {count} parameters"
        for place, function in _all(ast.FunctionDef, ast.AsyncFunctionDef)
        if (count := _positional(function)) > PARAMETERS
    ]
    assert greedy == []


def _all(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    for file in [ROOT / "dev.py", *program_files()]:
        for node in ast.walk(_tree(file)):
            if isinstance(node, kinds):
                yield (
                    f"{shown(file)}:{getattr(node, 'lineno', 0)} {getattr(node, 'name', '')}",
                    node,
                )


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _lines(node: ast.AST) -> int:
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return int(last) - int(first) + 1


def _methods(node: ast.AST) -> int:
    """Count what a class can do; properties are what it knows, camelCase what Qt asks of it."""
    members = (child for child in ast.iter_child_nodes(node) if isinstance(child, Function))
    ours = (m for m in members if m.name == m.name.lower())
    return sum(not any("property" in ast.dump(d) for d in m.decorator_list) for m in ours)


def _positional(node: ast.AST) -> int:
    """Count what a caller gives by place; `self` is given by nobody."""
    assert isinstance(node, Function)
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    return len(names) - (names[:1] in (["self"], ["cls"]))
