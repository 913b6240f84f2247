"""What the bot's permissions let it do."""

from aiohttp import web

from bot.playground import errors
from bot.playground.objects import Channel, Message
from bot.playground.permissions import Permissions, permissions_in
from bot.playground.rest.answers import snowflake
from bot.playground.world import World


def channel_of(world: World, request: web.Request, *needed: Permissions) -> Channel:
    """Return the channel in the path. Raises 10003, 50001 when the bot cannot see it, 50013 when it lacks a right."""
    channel = world.channel(snowflake(request, "channel"))
    granted = permissions_in(channel, world.bot_user)
    if Permissions.VIEW_CHANNEL not in granted:
        raise errors.missing_access()
    if any(permission not in granted for permission in needed):
        raise errors.missing_permissions()
    return channel


def message_of(world: World, request: web.Request, *needed: Permissions) -> Message:
    """Return the message in the path. Raises what `channel_of` raises, and 10008; ephemeral ones are not there."""
    channel = channel_of(world, request, *needed)
    message = world.message(channel, snowflake(request, "message"))
    if message.ephemeral_for:
        raise errors.unknown("Message")
    return message
