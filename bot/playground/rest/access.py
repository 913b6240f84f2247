"""What the bot's permissions let it do."""

from aiohttp import web

from bot.playground import errors
from bot.playground.objects import Channel, Guild, Message, Thread
from bot.playground.permissions import Permissions
from bot.playground.rest.answers import snowflake
from bot.playground.rights import granted_by_roles, permissions_in
from bot.playground.world import World


def require(world: World, channel: Channel, *needed: Permissions) -> None:
    """Raise 50001 when the bot cannot see the channel, 50013 when it lacks a right in it."""
    granted = permissions_in(channel, world.bot_user)
    if Permissions.VIEW_CHANNEL not in granted:
        raise errors.missing_access()
    if any(permission not in granted for permission in needed):
        raise errors.missing_permissions()


def channel_of(world: World, request: web.Request, *needed: Permissions) -> Channel:
    """Return the channel in the path. Raises 10003, and what `require` raises."""
    channel = world.channel(snowflake(request, "channel"))
    require(world, channel, *needed)
    return channel


def thread_of(world: World, request: web.Request, *needed: Permissions) -> Thread:
    """Return the thread in the path. Raises what `channel_of` raises, and 50024 for what is no thread."""
    channel = channel_of(world, request, *needed)
    if not isinstance(channel, Thread):
        raise errors.wrong_channel_type()
    return channel


def message_of(world: World, request: web.Request, *needed: Permissions) -> Message:
    """Return the message in the path. Raises what `channel_of` raises, and 10008; ephemeral ones are not there."""
    channel = channel_of(world, request, *needed)
    message = world.message(channel, snowflake(request, "message"))
    if message.ephemeral_for:
        raise errors.unknown("Message")
    return message


def guild_of(world: World, request: web.Request, *needed: Permissions) -> Guild:
    """Return the guild in the path. Raises 10004 where the bot is not, 50013 when its roles lack a right."""
    guild = world.guilds.get(snowflake(request, "guild"))
    if guild is None or world.bot_user.id not in guild.members:
        raise errors.unknown("Guild")
    granted = granted_by_roles(guild, world.bot_user)
    if any(permission not in granted for permission in needed):
        raise errors.missing_permissions()
    return guild
