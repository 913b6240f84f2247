"""Events about guilds, their members, and what they have of their own."""

from bot.playground import events
from bot.playground.gateway.dispatch import Dispatch, dispatch
from bot.playground.gateway.intents import Intents
from bot.playground.payloads import expressions, guilds, people
from bot.playground.payloads.meetings import meeting as meeting_of
from bot.playground.payloads.people import user as user_of
from bot.playground.world import World


def about_guild(world: World, event: events.AboutGuild) -> Dispatch | None:
    """Return what is sent when something happens to a guild; None where the bot is not."""
    guild, bot = event.guild, world.bot_user
    place = {"guild_id": str(guild.id)}
    if isinstance(event, events.GuildLeft):
        return dispatch("GUILD_DELETE", guild, Intents.GUILDS, {"id": str(guild.id)})
    if bot.id not in guild.members:
        return None
    if isinstance(event, events.AboutMeeting):
        return _about_meeting(event)
    match event:
        case events.GuildJoined():
            data = guilds.whole_guild(guild, bot)
            del data["unavailable"]  # what tells a new guild from one that is there again
            return dispatch("GUILD_CREATE", guild, Intents.GUILDS, data)
        case events.GuildChanged():
            return dispatch("GUILD_UPDATE", guild, Intents.GUILDS, guilds.guild(guild))
        case events.RoleCreated(_, role):
            return dispatch("GUILD_ROLE_CREATE", guild, Intents.GUILDS, place | {"role": guilds.role(role)})
        case events.RoleChanged(_, role):
            return dispatch("GUILD_ROLE_UPDATE", guild, Intents.GUILDS, place | {"role": guilds.role(role)})
        case events.RoleDeleted(_, role):
            return dispatch("GUILD_ROLE_DELETE", guild, Intents.GUILDS, place | {"role_id": str(role.id)})
        case events.MemberJoined(_, member):
            return dispatch("GUILD_MEMBER_ADD", guild, Intents.GUILD_MEMBERS, place | people.member(member))
        case events.MemberChanged(_, member):
            # A bot hears of its own roles without the privileged intent.
            needs = Intents.GUILDS if member.user is bot else Intents.GUILD_MEMBERS
            return dispatch("GUILD_MEMBER_UPDATE", guild, needs, place | people.member(member))
        case events.MemberLeft(_, user):
            return dispatch("GUILD_MEMBER_REMOVE", guild, Intents.GUILD_MEMBERS, place | {"user": user_of(user)})
        case events.EmojisChanged():
            data = place | {"emojis": [expressions.guild_emoji(each) for each in guild.emojis.values()]}
            return dispatch("GUILD_EMOJIS_UPDATE", guild, Intents.GUILD_EXPRESSIONS, data)
        case events.StickersChanged():
            data = place | {"stickers": [expressions.sticker(each) for each in guild.stickers.values()]}
            return dispatch("GUILD_STICKERS_UPDATE", guild, Intents.GUILD_EXPRESSIONS, data)


def _about_meeting(event: events.AboutMeeting) -> Dispatch:
    """Return what is sent when something happens to a planned event."""
    meeting, needs = event.meeting, Intents.GUILD_SCHEDULED_EVENTS
    match event:
        case events.MeetingPlanned():
            return dispatch("GUILD_SCHEDULED_EVENT_CREATE", event.guild, needs, meeting_of(meeting))
        case events.MeetingChanged():
            return dispatch("GUILD_SCHEDULED_EVENT_UPDATE", event.guild, needs, meeting_of(meeting))
        case events.MeetingGone():
            return dispatch("GUILD_SCHEDULED_EVENT_DELETE", event.guild, needs, meeting_of(meeting))
        case events.MeetingPromised(_, _, user, comes):
            name = "GUILD_SCHEDULED_EVENT_USER_ADD" if comes else "GUILD_SCHEDULED_EVENT_USER_REMOVE"
            data = {"guild_scheduled_event_id": str(meeting.id), "guild_id": str(event.guild.id)}
            return dispatch(name, event.guild, needs, data | {"user_id": str(user.id)})
