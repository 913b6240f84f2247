"""Occasions: where and by whom something is asked, and how it is answered there, by a message or an interaction."""

from dataclasses import dataclass, replace
from typing import Any

import discord
from discord.ext import commands

from bot import permissions
from bot.dreams.wishes import Place
from bot.refusals import MissingPermissions
from bot.servers.refusals import NotAMember
from bot.store.jobs import AskedBy
from bot.words import later, speak_up


@dataclass(frozen=True)
class Occasion:
    """Somebody asks. What is answered goes to the message that asked, or through the interaction."""

    person: discord.User | discord.Member
    channel: discord.abc.Messageable
    granted: discord.Permissions
    """What the bot may do there."""
    message: discord.Message | None = None
    interaction: discord.Interaction[Any] | None = None

    @classmethod
    def of_context(cls, ctx: commands.Context[Any]) -> "Occasion":
        """Return the occasion of a command in words."""
        return cls(ctx.author, ctx.channel, ctx.bot_permissions, message=ctx.message)

    @classmethod
    def of_interaction(cls, interaction: discord.Interaction[Any]) -> "Occasion":
        """Return the occasion of a command in the form of Discord, an entry of a menu, a button or a form."""
        channel = interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            raise MissingPermissions([later("View Channel")])
        return cls(interaction.user, channel, interaction.app_permissions, interaction=interaction)

    def check(self) -> None:
        """Return if the bot may show a dream here.

        Raises:
            MissingPermissions: it may not; whoever uses a slash command can do so where the bot sees nothing.
            NotAMember: it was only taken along by the person who asks.
        """
        if self.interaction is not None and _is_guest(self.interaction):
            raise NotAMember
        thread = isinstance(self.channel, discord.Thread)
        permissions.check(self.granted, posts=self.message is not None, thread=thread)

    @property
    def channel_id(self) -> int:
        """Where it is asked."""
        asked = self.message or self.interaction
        assert asked is not None, "an occasion has a message or an interaction"  # noqa: S101
        channel = asked.channel
        assert channel is not None, "an occasion has a channel"  # noqa: S101
        return channel.id

    @property
    def guild_id(self) -> int | None:
        """The server that it is asked in; None in direct messages."""
        guild = getattr(self.channel, "guild", None)
        return None if guild is None else int(guild.id)

    async def defer(self, *, ephemeral: bool = False) -> None:
        """Let the person of an interaction know that an answer is on its way, within the three seconds there are."""
        if self.interaction is not None and not self.interaction.response.is_done():
            await self.interaction.response.defer(thinking=True, ephemeral=ephemeral)
            if not ephemeral:
                speak_up()

    async def place(self) -> Place:
        """Return where a card goes: for an interaction that was deferred, in place of *is thinking*."""
        where = Place(self.channel_id, self.guild_id, AskedBy.MESSAGE)
        if self.interaction is None:
            return replace(where, question=None if self.message is None else self.message.id)
        thinking = await self.interaction.original_response()
        return replace(where, asked_by=AskedBy.INTERACTION, card=thinking.id)

    async def post(
        self,
        content: str = "",
        *,
        ephemeral: bool = False,
        nonce: str | None = None,
        **options: Any,  # noqa: ANN401
    ) -> discord.Message:
        """Answer, and return the answer. `options` are those of discord.py's `send`.

        Within some minutes, Discord posts a message with the same nonce only once; interactions know none.
        """
        if self.interaction is None:
            assert self.message is not None, "an occasion has a message or an interaction"  # noqa: S101
            options["reference"] = self.message.to_reference(fail_if_not_exists=False)
            if nonce is not None:
                options["nonce"] = nonce
            return await self.channel.send(content, **options)
        if self.interaction.response.is_done():
            return await self.interaction.followup.send(content, ephemeral=ephemeral, wait=True, **options)
        await self.interaction.response.send_message(content, ephemeral=ephemeral, **options)
        return await self.interaction.original_response()


def _is_guest(interaction: discord.Interaction[Any]) -> bool:
    """Return whether somebody took the bot along to a place that it is no member of.

    There it can answer, but not edit what it has answered for longer than 15 minutes, as a card must be.
    """
    taken_along = interaction.guild_id is not None and not interaction.is_guild_integration()
    return taken_along or interaction.context.private_channel is True
