"""Events about threads."""

from bot.playground import events
from bot.playground.errors import JSON
from bot.playground.gateway.dispatch import Dispatch, dispatch, visible
from bot.playground.gateway.intents import Intents
from bot.playground.objects import Thread
from bot.playground.payloads import guilds
from bot.playground.world import World


def about_thread(world: World, event: events.AboutThread) -> Dispatch | None:
    """Return what is sent when something happens to a thread; None when the bot does not see it."""
    thread, bot = event.thread, world.bot_user
    if isinstance(event, events.ThreadMembersChanged) and bot in (*event.joined, *event.left):
        return _bot_came_or_went(world, event)
    if not visible(world, thread):
        return None
    match event:
        case events.ThreadCreated():
            data = guilds.thread(thread, bot) | {"newly_created": True}
            return dispatch("THREAD_CREATE", thread.guild, Intents.GUILDS, data)
        case events.ThreadUpdated():
            return dispatch("THREAD_UPDATE", thread.guild, Intents.GUILDS, guilds.thread(thread, bot))
        case events.ThreadDeleted():
            data = _place(thread) | {"parent_id": str(thread.parent.id), "type": int(thread.type)}
            return dispatch("THREAD_DELETE", thread.guild, Intents.GUILDS, data)
        case events.ThreadMembersChanged():
            # Only a bot that may know of all members is told of others than itself.
            return dispatch("THREAD_MEMBERS_UPDATE", thread.guild, Intents.GUILD_MEMBERS, _members(event))


def _bot_came_or_went(world: World, event: events.ThreadMembersChanged) -> Dispatch:
    """Return what tells the bot that it was added to a thread, or taken out of it."""
    thread, bot = event.thread, world.bot_user
    if thread.private and bot in event.joined:
        return dispatch("THREAD_CREATE", thread.guild, Intents.GUILDS, guilds.thread(thread, bot))
    return dispatch("THREAD_MEMBERS_UPDATE", thread.guild, Intents.GUILDS, _members(event))


def _members(event: events.ThreadMembersChanged) -> JSON:
    thread = event.thread
    return _place(thread) | {
        "member_count": len(thread.joined),
        "added_members": [
            guilds.thread_member(thread, user, detailed=True) | {"presence": None} for user in event.joined
        ],
        "removed_member_ids": [str(user.id) for user in event.left],
    }


def _place(thread: Thread) -> JSON:
    return {"id": str(thread.id), "guild_id": str(thread.guild.id) if thread.guild else None}
