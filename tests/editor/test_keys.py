"""A person's own keys are laid over the usual ones."""

from systemsmap.editor.actions import ACTIONS
from systemsmap.editor.keys import keys_in_force


def test_without_own_keys_all_is_as_usual() -> None:
    assert keys_in_force(ACTIONS, {}) == {a.id: a.keys for a in ACTIONS}


def test_an_own_key_is_taken_from_the_command_that_had_it() -> None:
    keys = keys_in_force(ACTIONS, {"arrange.tidy": ("n",)})
    assert keys["arrange.tidy"] == ("n",)
    assert keys["draw.variable"] == ("Ins",)


def test_an_empty_list_takes_all_keys_away_and_unknown_commands_do_nothing() -> None:
    keys = keys_in_force(ACTIONS, {"edit.undo": (), "no.such": ("R",)})
    assert keys["edit.undo"] == ()
    assert keys["link.turn"] == ("R",)
