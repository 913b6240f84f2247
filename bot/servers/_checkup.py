"""A check-up of the bot in one server, for the people who run it."""

from collections.abc import AsyncIterator, Sequence

import discord

from bot.answers import fitting
from bot.client import DreamBot
from bot.doctor.findings import Finding
from bot.doctor.places import examine_channels, examine_choices
from bot.refusals import EngineAsleep
from bot.servers.rules import HouseRules
from bot.words import say


async def examine_server(bot: DreamBot, guild: discord.Guild) -> AsyncIterator[Finding]:
    """Yield a finding for whatever may keep dreams from coming in this server."""
    rules = bot.houses.of(guild.id)
    if bot.settings.message_content:
        yield Finding(
            say("messages"),
            "good",
            say("I hear commands that start with `{prefix}`", prefix=bot.prefix_in(guild.id)),
        )
    else:
        yield Finding(
            say("messages"),
            "doubtful",
            say(
                "I do not hear what does not mention me, and only my operator can change that; ask with / or by mention"
            ),
        )
    async for finding in _examine_presets(bot, rules):
        yield finding
    for finding in examine_channels(guild.name, guild.channels, guild.me):
        yield finding
    for finding in examine_choices(rules.channels, rules.audit_channel, guild.channels, guild.me):
        yield finding
    for role in rules.roles:
        if guild.get_role(role) is None:
            yield Finding(
                say("roles"), "doubtful", say("{role} is not there any more; choose the roles anew", role=role)
            )


async def _examine_presets(bot: DreamBot, rules: HouseRules) -> AsyncIterator[Finding]:
    try:
        menu = await bot.dispatcher.menu()
    except EngineAsleep:
        yield Finding(say("engine"), "bad", say("my dreaming engine does not answer; my operator has to look after it"))
        return
    yield Finding(say("engine"), "good", say("it answers and knows {count} presets", count=len(menu.presets)))
    for name in {*(rules.panel or ()), *([rules.default_preset] if rules.default_preset else [])}:
        if menu.get(name) is None:
            yield Finding(
                say("presets"), "doubtful", say("there is no {preset} any more; choose another one", preset=name)
            )


def prescription(findings: Sequence[Finding]) -> str:
    """Return the findings as one message, the worst first."""
    order = {"bad": 0, "doubtful": 1, "good": 2}
    lines = [str(finding) for finding in sorted(findings, key=lambda finding: order[finding.verdict])]
    return fitting(lines)
