"""The panel of an owner: what holds in a server, and a menu that opens a form for whatever is to be changed."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol, Self

import discord

from bot.answers import LONGEST_MESSAGE
from bot.asking.showing import plain
from bot.client import DreamBot
from bot.languages import as_read
from bot.lasting import LastingItem, view_of
from bot.refusals import EngineAsleep
from bot.servers import audit
from bot.servers._challenge_forms import CHALLENGE_FORMS
from bot.servers._forms import FORMS, PanelForm, PresetForm
from bot.servers._owners import server_of
from bot.servers.rules import HouseRules
from bot.servers.showing import changes, rules_embed
from bot.settings import BotSettings
from bot.words import say

_ALL_FORMS = {**FORMS, **CHALLENGE_FORMS}

_PATIENCE = 2.0
"""Seconds; Discord gives three to open a form."""


class Send(Protocol):
    """Posts a panel, or puts it in the place of an earlier one."""

    async def __call__(self, *, content: str | None, embed: discord.Embed | None, view: discord.ui.View) -> object:
        """Do it."""


class ChangeMenu(LastingItem[discord.ui.Select[Any]], template="dreamconfig:change"):
    """Opens the form for what is chosen, whenever the panel was posted."""

    def __init__(self) -> None:
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="dreamconfig:change",
            placeholder=say("Change …"),
            options=[discord.SelectOption(label=say(name), value=name) for name in _ALL_FORMS],
        )
        super().__init__(menu)

    @classmethod
    def of(cls, _match: re.Match[str]) -> Self:
        """Return the menu whose id matches."""
        return cls()

    async def act(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Open the form."""
        bot, guild = interaction.client, server_of(interaction)
        form, name = _ALL_FORMS[self.item.values[0]], self.item.values[0]
        menu = None
        if form in (PanelForm, PresetForm):
            try:
                async with asyncio.timeout(_PATIENCE):
                    menu = await bot.vocabulary.menu()
            except TimeoutError:
                raise EngineAsleep from None
        await interaction.response.send_modal(form(say(name), bot.houses.of(guild.id), menu, _decide))


async def decide(
    bot: DreamBot, guild: int, who: int, answer: Callable[[], Awaitable[object]], **decided: object
) -> None:
    """Let something hold in a server from now on, answer whoever decided it, and tell the audit log.

    Raises:
        NoSuchRule: it cannot be like that.
    """
    before, after = await bot.houses.change(guild, **decided)
    # The audit log may be slow, and three seconds are all there is for an answer.
    await answer()
    if changes(before, after, bot.settings):
        # Whoever moves the log elsewhere is named in the old one as well.
        for rules in {before.audit_channel: before, after.audit_channel: after}.values():
            await audit.note(bot, guild, rules, who, partial(_deed, before, after, bot.settings))


async def show(bot: DreamBot, guild: int, send: Send, *, embeds: bool = True) -> None:
    """Show with `send` what holds in a server, with the menu below it; without `embeds` in plain words."""
    view = view_of(ChangeMenu())
    embed = rules_embed(bot.houses.of(guild), bot.settings)
    if embeds:
        await send(content=None, embed=embed, view=view)
    else:
        await send(content=plain(embed)[:LONGEST_MESSAGE], embed=None, view=view)


async def _decide(interaction: discord.Interaction[DreamBot], decided: dict[str, object]) -> None:
    """Let hold what a form says, and show all that holds now on the panel that it was opened from."""
    bot, guild = interaction.client, server_of(interaction)

    async def answer() -> None:
        # What has been decided may be the language.
        bot.languages.hear(interaction)
        with as_read(interaction.message):
            await show(bot, guild.id, interaction.response.edit_message)

    await decide(bot, guild.id, interaction.user.id, answer, **decided)


def _deed(before: HouseRules, after: HouseRules, settings: BotSettings) -> str:
    return say("changed how I behave here:\n{changes}", changes="\n".join(changes(before, after, settings)))
