"""Occasions: where and by whom something is asked, and how it is answered there, by a message or an interaction."""

from dataclasses import dataclass
from typing import Any

import discord
from discord.ext import commands

from bot.refusals import MissingPermissions


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
        """Return the occasion of a command."""
        if ctx.interaction is not None:
            return cls.of_interaction(ctx.interaction)
        return cls(ctx.author, ctx.channel, ctx.bot_permissions, message=ctx.message)

    @classmethod
    def of_interaction(cls, interaction: discord.Interaction[Any]) -> "Occasion":
        """Return the occasion of a command in the form of Discord, an entry of a menu, a button or a form."""
        channel = interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            raise MissingPermissions(["View Channel"])
        return cls(interaction.user, channel, interaction.app_permissions, interaction=interaction)

    def check(self) -> None:
        """Return if the bot may show a dream here.

        Raises:
            MissingPermissions: it may not; whoever uses a slash command can do so where the bot sees nothing.
        """
        granted = self.granted
        needed = {"View Channel": granted.view_channel, "Attach Files": granted.attach_files}
        if self.message is not None:
            if isinstance(self.channel, discord.Thread):
                needed["Send Messages in Threads"] = granted.send_messages_in_threads
            else:
                needed["Send Messages"] = granted.send_messages
            needed["Read Message History"] = granted.read_message_history
        if missing := [name for name, given in needed.items() if not given]:
            raise MissingPermissions(missing)

    async def defer(self) -> None:
        """Let the person of an interaction know that an answer is on its way, within the three seconds there are."""
        if self.interaction is not None and not self.interaction.response.is_done():
            await self.interaction.response.defer(thinking=True)

    async def post(self, content: str = "", *, ephemeral: bool = False, **options: Any) -> discord.Message:  # noqa: ANN401
        """Answer, and return the answer. `options` are those of discord.py's `send`."""
        if self.interaction is None:
            assert self.message is not None, "an occasion has a message or an interaction"  # noqa: S101
            question = self.message.to_reference(fail_if_not_exists=False)
            return await self.channel.send(content, reference=question, **options)
        if self.interaction.response.is_done():
            return await self.interaction.followup.send(content, ephemeral=ephemeral, wait=True, **options)
        await self.interaction.response.send_message(content, ephemeral=ephemeral, **options)
        return await self.interaction.original_response()
