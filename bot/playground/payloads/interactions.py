"""Interactions, as they are sent to the bot."""

from bot.playground.commands import Context
from bot.playground.errors import JSON
from bot.playground.interactions import ANSWER, UPDATE
from bot.playground.objects import Channel, Interaction, MessageFlags, User
from bot.playground.payloads.guilds import channel, role
from bot.playground.payloads.messages import attachment, integration_owners, message
from bot.playground.payloads.people import member, user
from bot.playground.rights import permissions_in
from bot.playground.world import World


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
        "channel": channel(of.channel, world.bot_user) | {"permissions": str(int(person_may))},
        "app_permissions": str(int(bot_may)),
        "attachment_size_limit": world.limit_in(of.channel),
        "authorizing_integration_owners": integration_owners(of),
        "context": Context.GUILD if guild else Context.BOT_DM,
        "entitlements": [],
        "locale": of.user.locale,
        "data": dict(of.data),
    }
    if resolved := _resolved(world, of):
        payload["data"]["resolved"] = resolved
    if of.message:
        payload["message"] = message(world, of.message)
    if guild is None:
        return payload | {"user": user(of.user)}
    person = member(guild.members[of.user.id]) | {"permissions": str(int(person_may))}
    where = {"id": str(guild.id), "locale": guild.locale, "features": []}
    return payload | {"member": person, "guild": where, "guild_id": str(guild.id), "guild_locale": guild.locale}


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
    if of.original and of.answer in (ANSWER, UPDATE):  # a promise has made nothing yet
        payload["resource"] = {"type": of.answer, "message": message(world, of.original)}
    return payload


def _resolved(world: World, of: Interaction) -> JSON:
    """Return what the ids in an interaction refer to, by kind and id."""
    guild, found, resolved = of.channel.guild, of.resolved, dict[str, JSON]()
    if found.attachments:
        files = {str(each.id): attachment(world, each) | {"ephemeral": True} for each in found.attachments}
        resolved["attachments"] = files
    if found.users:
        resolved["users"] = {str(each.id): user(each) for each in found.users}
    if found.users and guild:
        resolved["members"] = {
            str(each.id): member(guild.members[each.id], with_user=False) | _may(of.channel, each)
            for each in found.users
            if each.id in guild.members
        }
    if found.channels:
        resolved["channels"] = {
            str(each.id): channel(each, world.bot_user) | _may(each, of.user) for each in found.channels
        }
    if found.roles:
        resolved["roles"] = {str(each.id): role(each) for each in found.roles}
    if found.messages:
        # A bot may read the message that its menu was opened on, whatever it may read besides.
        resolved["messages"] = {str(each.id): message(world, each) for each in found.messages}
    return resolved


def _may(where: Channel, who: User) -> JSON:
    """Return what this user may do in this channel."""
    return {"permissions": str(int(permissions_in(where, who)))}
