"""Languages: which one is spoken where and to whom.

What a whole channel reads is in its server's language: the one that it has chosen, else what Discord says of it. What
one person alone reads is in theirs, as their interaction tells it.
"""

import contextlib
from collections import OrderedDict
from typing import Any, Protocol

import discord
from discord.ext import commands

from bot.locales import ENGLISH, nearest
from bot.servers.houses import Houses
from bot.words import aloud, listen

_REMEMBERED = 10_000
"""People whose language is kept in mind."""


class Guilds(Protocol):
    """What is needed of a discord.py client."""

    def get_guild(self, id: int, /) -> discord.Guild | None:
        """Return a server that the bot is in."""


class Languages:
    """Knows the language of every server, and of people who have pressed, chosen or filled in something."""

    def __init__(self, houses: Houses, guilds: Guilds) -> None:
        self._houses = houses
        self._guilds = guilds
        self._people: OrderedDict[int, str] = OrderedDict()

    def of_server(self, guild_id: int) -> str:
        """Return what all in a server read."""
        if (chosen := self._houses.of(guild_id).language) is not None:
            return chosen
        guild = self._guilds.get_guild(guild_id)
        return (nearest(str(guild.preferred_locale)) if guild is not None else None) or ENGLISH

    def of(self, guild: int | None, person: int) -> str:
        """Return what is read where a person asked: in a server its language, in direct messages theirs."""
        return self._people.get(person, ENGLISH) if guild is None else self.of_server(guild)

    def hear(self, interaction: discord.Interaction[Any]) -> None:
        """Speak from now on to the person of an interaction."""
        person = interaction.user.id
        spoken = nearest(str(interaction.locale))
        if spoken is not None:
            self._people[person] = spoken
            self._people.move_to_end(person)
            if len(self._people) > _REMEMBERED:
                self._people.popitem(last=False)
        here = self.of(interaction.guild_id, person)
        listen(spoken or here, here)

    def hear_command(self, ctx: commands.Context[Any]) -> None:
        """Speak from now on to all who read a command that somebody has written."""
        here = self.of(None if ctx.guild is None else ctx.guild.id, ctx.author.id)
        listen(here, here)


def as_read(message: discord.Message | None) -> contextlib.AbstractContextManager[None]:
    """Speak for a while as those read who see a message that somebody used: they alone, or all who are there."""
    return contextlib.nullcontext() if message is None or message.flags.ephemeral else aloud()
