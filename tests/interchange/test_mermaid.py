"""Mermaid: what is written must mean a flowchart and nothing else, whatever names are.

All of these were put before the parser of Mermaid 11 once; here their text is held fast.
"""

import re
from html import unescape

import pytest

from systemsmap.interchange import mermaid
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import map_of

NODE = re.compile(r'    v(\d+)\["([^"]*)"\]')
EDGE = re.compile(r'    v\d+ (?:-- "[+−±?]" -->|-\. "[+−±?] delay" \.->) v\d+')


def _lines(*records: Variable | Link | MapInfo) -> list[str]:
    return mermaid.write(map_of(list(records))).decode().splitlines()


def _shown(label: str) -> str:
    """Return what is drawn of a label: codes are letters, only then."""
    return unescape(re.sub(r"#(\d+);", r"&#\1;", label.replace("<br>", "\n")))


@pytest.mark.parametrize(
    "name",
    [
        "end",
        "Waiting\ntime",
        'Say "x" & y',
        "<b>x</b>",
        "# of calls",
        "`code`",
        "x%%y",
        "%% no comment",
        "**bold** _under_",
        "$$x^2$$",
        "1. First",
        "- list",
        "a]b[c(d){e}|f",
        "a --> b; c",
        "\\n",
        "#35;",
        "fa:fa-car",
        "待ち時間 🙂",
    ],
)
def test_a_name_is_drawn_as_it_is(name: str) -> None:
    line = _lines(Variable("a", name))[1]
    found = NODE.fullmatch(line)
    assert found
    assert _shown(found[2]) == name
    assert not re.search(r"%%|\$\$|\*|`|^\s*[-+] |\d\. |:fa-", found[2])


def test_a_blank_name_still_makes_a_node() -> None:
    assert _lines(Variable("a", " ")) == ["flowchart LR", '    v1[" "]']


def test_links_have_their_sign_and_slow_ones_are_dotted() -> None:
    links = [
        Link(f"k{n}", "a", "b" if n else "a", sign, delayed=bool(n % 2))
        for n, sign in enumerate(Polarity)
    ]
    lines = _lines(Variable("a", "A"), Variable("b", "B"), links[0], links[1])
    assert lines[-2:] == ['    v1 -- "+" --> v1', '    v1 -. "− delay" .-> v2']
    assert all(EDGE.fullmatch(line) for line in lines[-2:])


def test_a_title_stands_over_the_chart_as_one_text() -> None:
    lines = _lines(MapInfo(title='My: "map"\n---'))
    assert lines == ["---", 'title: "My: \\"map\\" ---"', "---", "flowchart LR"]
    assert _lines(MapInfo()) == ["flowchart LR"]
