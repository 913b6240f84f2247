"""The bot is invited with what it uses: no module looks for a permission that the invitation does not ask for."""

import ast
from pathlib import Path

import discord
import pytest

import bot
from bot.permissions import BETTER, CHALLENGES, NEEDED, check, invited, missing
from bot.refusals import MissingPermissions

FOLDER = Path(bot.__file__).parent


def looked_for():
    """The flags of whatever is called `granted`, which is what the bot may do, in all modules but the playground's."""
    for path in FOLDER.rglob("*.py"):
        if "playground" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in discord.Permissions.VALID_FLAGS:
                owner = node.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                if name == "granted":
                    yield node.attr


def test_the_code_looks_for_no_permission_that_the_invitation_does_not_ask_for():
    used = set(looked_for())
    assert used
    assert used <= {need.flag for need in (*NEEDED, *BETTER, *CHALLENGES)}


@pytest.mark.parametrize("need", NEEDED, ids=lambda need: need.flag)
def test_a_dream_is_refused_without_any_of_what_is_needed(need):
    granted = invited()
    granted.update(**{need.flag: False})
    thread = need.flag == "send_messages_in_threads"
    assert missing(granted, posts=True, thread=thread) == [need.name]
    with pytest.raises(MissingPermissions, match=need.name):
        check(granted, posts=True, thread=thread)
    check(invited(), posts=True, thread=thread)


def test_the_answer_to_an_interaction_needs_no_permission_to_speak():
    assert missing(discord.Permissions(view_channel=True, attach_files=True), posts=False, thread=False) == []
