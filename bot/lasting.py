"""Lasting items: buttons and menus whose ids carry all that they need, so that they work for ever.

discord.py makes one anew from its id whenever it is pressed, also on a message from before a restart.
"""

import logging
import re
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Self, TypeVar

import discord

from bot.answers import tell
from bot.logs import asking

if TYPE_CHECKING:
    from bot.client import DreamBot

log = logging.getLogger(__name__)

_Item = TypeVar("_Item", bound=discord.ui.Item[Any])
_NOTHING = r"(?!)"
"""Matches no id: kinds of items have templates of their own."""


class LastingItem(discord.ui.DynamicItem[_Item], template=_NOTHING):
    """Does something when it is used, and tells whoever used it what went wrong."""

    @classmethod
    @abstractmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the item whose id matches the template."""

    @abstractmethod
    async def act(self, interaction: "discord.Interaction[DreamBot]") -> None:
        """Do what it is there for; whatever this raises is explained to the person."""

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[discord.Client],
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> Self:
        """Return the item that a used id belongs to."""
        return cls.of(match)

    async def callback(self, interaction: "discord.Interaction[DreamBot]") -> None:  # type: ignore[override]
        """Act, or tell the person why not."""
        interaction.client.languages.hear(interaction)
        asking(interaction.user.id, interaction.guild_id, interaction.channel_id, interaction.id)
        log.info("pressed", extra={"item": type(self).__name__})
        try:
            await self.act(interaction)
        # All that can go wrong is told to whoever used it, and what nobody foresaw is logged.
        except Exception as error:  # noqa: BLE001
            await tell(interaction, error)


class LastingButton(LastingItem[discord.ui.Button[discord.ui.View]], template=_NOTHING):
    """A lasting item that is a button."""


def view_of(*items: LastingItem[Any]) -> discord.ui.View:
    """Return the items as what a message is posted with."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view
