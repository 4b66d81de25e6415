"""A hand at an editor, for tests: places, presses, drags and types as a person would."""

from systemsmap.analysis.analyses import analyse
from systemsmap.analysis.budget import Budget
from systemsmap.editor.actions import action
from systemsmap.editor.editor import Editor
from systemsmap.editor.pointer import Modifiers, Pointer
from systemsmap.editor.typed import keep
from systemsmap.model.document import Document
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap
from tests.editor.fake_shell import FakeShell


class EditorHand:
    """Every method returns the hand, so that a test reads as what a person does."""

    def __init__(self, map_: SystemsMap | None = None) -> None:
        self.document = Document(map_)
        self.editor = Editor(self.document)
        self.shell = FakeShell(self.editor)
        self.modifiers = Modifiers()

    def add(self, name: str, x: float, y: float) -> "EditorHand":
        """Double-click at x, y and type a name."""
        return self.double(x, y).type(name)

    def press(self, x: float, y: float) -> "EditorHand":
        self.editor.pointer(Pointer("press", x, y, self.modifiers))
        return self

    def move(self, x: float, y: float) -> "EditorHand":
        self.editor.pointer(Pointer("move", x, y, self.modifiers))
        return self

    def drag(self, x: float, y: float) -> "EditorHand":
        self.editor.pointer(Pointer("drag", x, y, self.modifiers))
        return self

    def release(self, x: float, y: float) -> "EditorHand":
        self.editor.pointer(Pointer("release", x, y, self.modifiers))
        return self

    def double(self, x: float, y: float) -> "EditorHand":
        self.press(x, y).release(x, y)
        self.editor.pointer(Pointer("double", x, y, self.modifiers))
        return self

    def swipe(self, x: float, y: float, to_x: float, to_y: float) -> "EditorHand":
        """Press, drag over the middle, and let go."""
        middle = ((x + to_x) / 2, (y + to_y) / 2)
        return self.press(x, y).drag(*middle).drag(to_x, to_y).release(to_x, to_y)

    def holding(self, *, shift: bool = False, alt: bool = False) -> "EditorHand":
        self.modifiers = Modifiers(shift=shift, alt=alt)
        return self

    def type(self, words: str) -> "EditorHand":
        """Type into the open name editor and press Enter."""
        assert self.editor.typing, "no name editor is open"
        keep(self.editor, self.editor.typing, words)
        return self

    def escape(self) -> "EditorHand":
        self.editor.cancel()
        return self

    def do(self, id_: str) -> "EditorHand":
        """Choose a command, which must be enabled."""
        chosen = action(id_)
        assert chosen.enabled(self.editor), f"{id_} is not enabled"
        chosen.run(self.editor, self.shell)
        return self

    def take(self, tool: str) -> "EditorHand":
        self.editor.take(tool)
        return self

    def select(self, *names: str) -> "EditorHand":
        self.editor.select(*(self.variable(name).id for name in names))
        return self

    def find_loops(self) -> "EditorHand":
        """Let the analysis catch up."""
        self.editor.take_report(analyse(self.map, ("loops", "checks"), Budget()))
        return self

    @property
    def map(self) -> SystemsMap:
        return self.document.map

    @property
    def state(self) -> str:
        return self.editor.tool.state

    @property
    def labels(self) -> list[str]:
        return [loop.label for loop in self.editor.loops]

    def variable(self, name: str) -> Variable:
        return next(v for v in self.map.variables.values() if v.name == name)

    def link(self, cause: str, effect: str) -> Link:
        ends = (self.variable(cause).id, self.variable(effect).id)
        return self.map.links[self.map.link_between[ends]]

    def has_link(self, cause: str, effect: str) -> bool:
        ends = (self.variable(cause).id, self.variable(effect).id)
        return ends in self.map.link_between

    def rim(self, name: str) -> tuple[float, float]:
        """A point just right of a name, where a link begins."""
        box = self.editor.composition.box(self.variable(name).id)
        return box.right + 5, box.middle.y


def two_names() -> EditorHand:
    """Two variables side by side: Demand at 0, 0 and Cost at 300, 0."""
    return EditorHand().add("Demand", 0, 0).add("Cost", 300, 0).escape()


def vicious_circle() -> EditorHand:
    """Demand + Cost, Cost + Demand: one reinforcing loop, found."""
    hand = two_names()
    hand.swipe(*hand.rim("Demand"), 300, 0).do("link.plus")
    hand.swipe(*hand.rim("Cost"), 0, 0).do("link.plus")
    return hand.escape().find_loops()
