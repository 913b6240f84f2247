"""The commands as Discord knows them: told only when they have changed, for Discord allows that only so often."""

import hashlib
import json
import logging

from discord import app_commands

from bot.store.servers import Notes

log = logging.getLogger(__name__)


async def sync(tree: app_commands.CommandTree, application: int, notes: Notes) -> bool:
    """Tell Discord which commands there are, unless it was told the very same before; return whether it was told.

    Args:
        tree: The commands.
        application: The id of the application whose they are.
        notes: Where a digest of what was told last is kept.
    """
    name, told = f"commands of {application}", await digest(tree)
    if await notes.get(name) == told:
        return False
    await tree.sync()
    await notes.put(name, told)
    log.info("told Discord which commands there are")
    return True


async def digest(tree: app_commands.CommandTree) -> str:
    """Return what two trees have in common only if Discord would know them as the same."""
    words = tree.translator
    told = [
        command.to_dict(tree) if words is None else await command.get_translated_payload(tree, words)
        for command in tree.get_commands()
    ]
    commands = sorted(told, key=lambda each: str(each["name"]))
    return hashlib.sha256(json.dumps(commands, sort_keys=True, default=str).encode()).hexdigest()
