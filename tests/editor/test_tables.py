"""The tables of commands can be trusted."""

from collections import Counter
from dataclasses import fields

import pytest

from systemsmap.editor.action import Action
from systemsmap.editor.actions import ACTIONS
from systemsmap.editor.menus import CONTEXT, MENUS, TOOLBAR
from systemsmap.editor.settings import RANGES, Settings, choices
from systemsmap.editor.tools import TOOLS
from systemsmap.resources import resource
from tests.editor.hand import EditorHand, vicious_circle

IDS = {action.id for action in ACTIONS}


def test_ids_are_unique() -> None:
    assert [i for i, n in Counter(a.id for a in ACTIONS).items() if n > 1] == []


def test_no_two_commands_share_a_key() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, n in keys.items() if n > 1] == []


def test_every_command_stands_in_a_menu_and_every_entry_is_a_command() -> None:
    placed = {id_ for _, menu in MENUS for id_ in menu if id_ and not id_.startswith("*")}
    assert placed == IDS
    for menu in (TOOLBAR, *CONTEXT.values()):
        assert {id_ for id_ in menu if id_} <= IDS


def test_every_tool_can_be_taken_by_a_command() -> None:
    assert {f"tool.{name}" for name in TOOLS} <= IDS


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.id)
def test_every_command_runs_on_an_empty_map_or_is_disabled(action: Action) -> None:
    hand = EditorHand()
    if action.enabled(hand.editor):
        action.run(hand.editor, hand.shell)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.id)
def test_every_command_runs_with_everything_selected(action: Action) -> None:
    hand = vicious_circle().do("draw.note").type("A note").do("edit.select_all")
    if action.enabled(hand.editor):
        action.run(hand.editor, hand.shell)


def test_every_icon_is_there() -> None:
    missing = [a.icon for a in ACTIONS if a.icon and not resource(f"icons/{a.icon}.svg").exists()]
    assert not missing


def test_every_setting_has_words() -> None:
    assert all(choice.label and choice.help for choice in choices())
    assert {*RANGES} <= {choice.name for choice in choices()}
    assert {choice.name for choice in choices()} == {one.name for one in fields(Settings)}
