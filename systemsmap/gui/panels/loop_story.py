"""The selected loop in words: how it reads, and what the group says about it."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.reading import arrow, read_loop
from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.settling import Lines, Settling
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap

_NOTHING = "Select a loop to read it in plain words."


class LoopStory(QWidget):
    """Heading, a sentence for each link, and the story; of a broken loop, how to let it go.

    A link that decides an undecided loop is named in the last sentence; clicking it there selects
    it, so that its sign can be typed.
    """

    forget_asked = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._loop: ListedLoop | None = None
        self._words = ""
        self._make()
        self._lay_out()
        self._settling = Settling(self.story, self._keep)
        self.show_loop(None)

    def _make(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading, self.facts = QLabel(), QLabel()
        self.heading.setProperty("role", "section")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.facts.setProperty("role", "small")
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.reading = QTextBrowser()
        self.reading.setAccessibleName("The selected loop in plain words")
        self.reading.setOpenLinks(False)
        self.reading.setTabChangesFocus(True)
        self.reading.document().setDocumentMargin(0)
        self.reading.anchorClicked.connect(self._follow_link)
        self.story_label = QLabel("&What the group says about it")
        self.story_label.setProperty("role", "small")
        self.story = Lines(3)
        self.story.setAccessibleName("What the group says about this loop")
        self.story.setPlaceholderText("The story of this loop, in the words of the room")
        self.story_label.setBuddy(self.story)
        self.forget = QPushButton("Remove from the list")
        self.forget.setAccessibleName("Remove this broken loop from the list")
        self.forget.clicked.connect(self.forget_asked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.heading, self.facts):
            column.addWidget(part)
        column.addWidget(self.reading, 1)
        column.addWidget(self.story_label)
        column.addWidget(self.story)
        column.addWidget(self.forget)

    def show_loop(self, loop: ListedLoop | None) -> None:
        """Read this loop as it is on the map now; the words of another are kept first."""
        other = (loop and loop.id) != (self._loop and self._loop.id)
        if other:
            self._settling.settle()
        self._loop = loop
        for part in (self.heading, self.facts, self.story_label, self.story):
            part.setVisible(loop is not None)
        self.forget.setVisible(loop is not None and loop.broken)
        map_ = self._editor.map
        if loop:
            self.heading.setText(f"{loop.label} · {loop.name}" if loop.name else loop.label)
            self.facts.setText(facts(loop))
            self._settling.show(loop.story)
        self._read(as_html(map_, loop) if loop else self._hint(), from_top=other)

    def settle(self) -> None:
        """Keep at once what is being typed."""
        self._settling.settle()

    def _hint(self) -> str:
        soft = self.palette().color(QPalette.ColorRole.Mid).name()
        return f'<p style="color:{soft}">{_NOTHING}</p>'

    def _read(self, words: str, *, from_top: bool) -> None:
        if words == self._words:
            return
        self._words = words
        bar = self.reading.verticalScrollBar()
        place = 0 if from_top else bar.value()
        self.reading.setHtml(words)
        bar.setValue(place)

    def _keep(self, words: str) -> None:
        if self._loop is None:
            return
        try:
            change = edits.tell_loop(self._editor.map, self._loop.id, words)
        except edits.EditError as trouble:
            self._editor.say(str(trouble))
            return
        label = f"Tell the story of {self._loop.label}"
        self._editor.document.commit(change, label, ("story", self._loop.id))

    def _follow_link(self, url: QUrl) -> None:
        deciders = self._loop.deciders if self._loop else ()
        place = url.fragment()
        if place.isdecimal() and int(place) < len(deciders):
            self._editor.select(deciders[int(place)])


def facts(loop: ListedLoop) -> str:
    """Say what kind of loop this is, how long, and on what it rests."""
    if loop.broken:
        return "Broken"
    kind = f"{loop.polarity.capitalize()}, {_so_many(len(loop.links), 'link')}"
    slow = ", with delay" if loop.delayed else ""
    return f"{kind}{slow}; {loop.assumptions or 'none'} of them assumed"


def as_html(map_: SystemsMap, loop: ListedLoop) -> str:
    """Return the reading of a loop, a paragraph a sentence, deciding links to be clicked."""
    if not loop.broken and not all(i in map_.links for i in loop.links):
        return ""  # changed a moment ago; the search will say what became of it
    *links, last = (escape(sentence, quote=False) for sentence in read_loop(map_, loop))
    if loop.polarity is LoopPolarity.UNDECIDED and not loop.broken:
        for place, id_ in enumerate(loop.deciders):
            words = escape(arrow(map_, map_.links[id_]), quote=False)
            last = last.replace(words, f'<a href="#{place}">{words}</a>', 1)
    space = 'style="margin-top:0; margin-bottom:7px;"'
    sentences = "".join(f"<p {space}>{sentence}</p>" for sentence in links)
    return f'{sentences}<p style="margin-top:0;"><b>{last}</b></p>'


def _so_many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
