"""Events of the world as the gateway sends them."""

from bot.playground import events
from bot.playground.gateway.dispatch import Dispatch, dispatch, in_channel, visible
from bot.playground.gateway.guild_events import about_guild
from bot.playground.gateway.intents import MESSAGES, PINS, TYPING, Intents
from bot.playground.gateway.message_events import about_message
from bot.playground.gateway.thread_events import about_thread
from bot.playground.payloads import guilds, interactions, people
from bot.playground.world import World

CHANNELS = {
    events.ChannelCreated: "CHANNEL_CREATE",
    events.ChannelUpdated: "CHANNEL_UPDATE",
    events.ChannelDeleted: "CHANNEL_DELETE",
}


def dispatch_of(world: World, event: events.Event) -> Dispatch | None:
    """Return what the gateway sends for this event; None when the bot is not told of it."""
    if isinstance(event, events.AboutMessage):
        return about_message(world, event)
    if isinstance(event, events.AboutThread):
        return about_thread(world, event)
    if isinstance(event, events.AboutGuild):
        return about_guild(world, event)
    if isinstance(event, events.AboutChannel):
        return _about_channel(world, event)
    if isinstance(event, events.InteractionChanged) and event.interaction.state == "sent":
        interaction = event.interaction
        data = interactions.interaction(world, interaction)
        return dispatch("INTERACTION_CREATE", interaction.channel.guild, Intents.NONE, data)
    return None


def _about_channel(world: World, event: events.AboutChannel) -> Dispatch | None:
    """Return what is sent when something happens to a channel, or to many of its messages."""
    channel, guild, bot = event.channel, event.channel.guild, world.bot_user
    match event:
        case events.ChannelCreated() | events.ChannelUpdated() | events.ChannelDeleted() if (
            guild and bot.id in guild.members
        ):
            return dispatch(CHANNELS[type(event)], guild, Intents.GUILDS, guilds.channel(channel, bot))
        case _ if not visible(world, channel):
            return None
        case events.TypingStarted(_, user, at) if user is not bot:
            data = {"user_id": str(user.id), "timestamp": int(at)}
            if member := people.member_of(channel, user):
                data["member"] = member
            return in_channel("TYPING_START", channel, TYPING, data)
        case events.PinsUpdated():
            latest = people.timestamp(max(channel.pins.values())) if channel.pins else None
            return in_channel("CHANNEL_PINS_UPDATE", channel, PINS, {"last_pin_timestamp": latest})
        case events.MessagesDeleted(_, gone):
            return in_channel("MESSAGE_DELETE_BULK", channel, MESSAGES, {"ids": [str(each.id) for each in gone]})
    return None
