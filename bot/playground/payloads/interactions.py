"""Interactions, as they are sent to the bot."""

from bot.playground.errors import JSON
from bot.playground.objects import Interaction, InteractionType, MessageFlags, Resolved
from bot.playground.payloads.guilds import channel, role
from bot.playground.payloads.messages import attachment, integration_owners, message
from bot.playground.payloads.people import member, user
from bot.playground.permissions import permissions_in
from bot.playground.world import World

GUILD, BOT_DM = 0, 1  # the contexts in which a command can be used


def interaction(world: World, of: Interaction) -> JSON:
    """Return an interaction object."""
    guild = of.channel.guild
    bot_may, person_may = (permissions_in(of.channel, who) for who in (world.bot_user, of.user))
    payload: JSON = {
        "id": str(of.id),
        "application_id": str(world.bot_user.id),
        "type": int(of.type),
        "token": of.token,
        "version": 1,
        "channel_id": str(of.channel.id),
        "channel": channel(of.channel) | {"permissions": str(int(person_may))},
        "app_permissions": str(int(bot_may)),
        "attachment_size_limit": world.upload_limit,
        "authorizing_integration_owners": integration_owners(of),
        "context": GUILD if guild else BOT_DM,
        "entitlements": [],
        "locale": of.user.locale,
        "data": dict(of.data),
    }
    if of.type is not InteractionType.COMPONENT:
        payload["data"]["resolved"] = _resolved(world, of.resolved)
    if of.message:
        payload["message"] = message(world, of.message)
    if guild is None:
        return payload | {"user": user(of.user)}
    person = member(guild.members[of.user.id]) | {"permissions": str(int(person_may))}
    where = {"id": str(guild.id), "locale": "en-US", "features": []}
    return payload | {"member": person, "guild": where, "guild_id": str(guild.id), "guild_locale": "en-US"}


def callback(world: World, of: Interaction) -> JSON:
    """Return what the bot is told about the answer it gave, when it asks to be told."""
    summary: JSON = {"id": str(of.id), "type": int(of.type)}
    payload: JSON = {"interaction": summary}
    if of.original:
        summary |= {
            "response_message_id": str(of.original.id),
            "response_message_loading": bool(of.original.flags & MessageFlags.LOADING),
            "response_message_ephemeral": of.original.ephemeral_for is not None,
            "channel_id": str(of.channel.id),
        }
        payload["resource"] = {"type": of.answer, "message": message(world, of.original)}
    return payload


def _resolved(world: World, of: Resolved) -> JSON:
    """Return what the options refer to, by kind and id."""
    resolved: JSON = {}
    if of.attachments:
        files = {str(each.id): attachment(world, each) | {"ephemeral": True} for each in of.attachments}
        resolved["attachments"] = files
    if of.users:
        members = {each: world.guild.members[each.id] for each in of.users}
        resolved["users"] = {str(each.id): user(each) for each in of.users}
        resolved["members"] = {
            str(each.id): member(theirs, with_user=False) | {"permissions": str(int(world.guild.everyone.permissions))}
            for each, theirs in members.items()
        }
    if of.channels:
        resolved["channels"] = {
            str(each.id): channel(each) | {"permissions": str(int(world.guild.everyone.permissions))}
            for each in of.channels
        }
    if of.roles:
        resolved["roles"] = {str(each.id): role(each) for each in of.roles}
    return resolved
