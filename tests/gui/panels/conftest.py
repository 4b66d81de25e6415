"""The panel of loops in a window of its own."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.loops import LoopsPanel
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[SystemsMap], LoopsPanel]:
    """Open the panel on a map."""

    def make(map_: SystemsMap) -> LoopsPanel:
        panel = LoopsPanel(Editor(Document(map_)))
        qtbot.addWidget(panel)
        panel.resize(380, 640)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return panel

    return make
