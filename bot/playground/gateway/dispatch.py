"""What is sent to a session, and who hears it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.errors import JSON
from bot.playground.gateway.intents import Intents
from bot.playground.objects import Channel, Guild
from bot.playground.permissions import Permissions
from bot.playground.rights import permissions_in
from bot.playground.world import World


@dataclass(frozen=True)
class Dispatch:
    """An event to send: its name, the guild it is in, the intent it needs, and its data for a session's intents."""

    name: str
    guild: Guild | None
    needs: Intents
    data: Callable[[Intents], JSON]


def dispatch(name: str, guild: Guild | None, needs: Intents, data: JSON) -> Dispatch:
    """Return an event whose data is the same for all sessions."""
    return Dispatch(name, guild, needs, lambda _: data)


def in_channel(name: str, channel: Channel, kinds: tuple[Intents, Intents], data: JSON) -> Dispatch:
    """Return an event in a channel; it needs the first intent in a guild, the second in direct messages."""
    return dispatch(name, channel.guild, intent_in(channel, kinds), place(channel) | data)


def intent_in(channel: Channel, kinds: tuple[Intents, Intents]) -> Intents:
    """Return the intent for a guild's channels or for direct messages."""
    in_guild, direct = kinds
    return in_guild if channel.guild else direct


def place(channel: Channel) -> JSON:
    """Return where something happens."""
    where: JSON = {"channel_id": str(channel.id)}
    return where | {"guild_id": str(channel.guild.id)} if channel.guild else where


def visible(world: World, channel: Channel) -> bool:
    """Whether the bot sees the channel."""
    return Permissions.VIEW_CHANNEL in permissions_in(channel, world.bot_user)
