"""Events of the world as the gateway sends them."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground import events
from bot.playground.errors import JSON
from bot.playground.gateway.intents import MESSAGES, REACTIONS, TYPING, Intents
from bot.playground.objects import Channel, Message
from bot.playground.payloads import guilds, interactions, messages, people
from bot.playground.permissions import Permissions, permissions_in
from bot.playground.world import World


@dataclass(frozen=True)
class Dispatch:
    """An event to send: its name, the channel it is in, the intent it needs, and its data for a session's intents."""

    name: str
    channel: Channel
    needs: Intents
    data: Callable[[Intents], JSON]


def dispatch_of(world: World, event: events.Event) -> Dispatch | None:
    """Return what the gateway sends for this event; None when the bot is not told of it."""
    match event:
        case events.InteractionChanged(interaction):
            if interaction.state != "sent":
                return None
            data = interactions.interaction(world, interaction)
            return Dispatch("INTERACTION_CREATE", interaction.channel, Intents.NONE, lambda _: data)
        case events.ChannelCreated(channel) | events.ChannelUpdated(channel) if channel.guild:
            name = "CHANNEL_CREATE" if isinstance(event, events.ChannelCreated) else "CHANNEL_UPDATE"
            return Dispatch(name, channel, Intents.GUILDS, lambda _: guilds.channel(channel))
        case events.TypingStarted(channel, user, at) if user is not world.bot_user:
            data = _place(channel) | {"user_id": str(user.id), "timestamp": int(at)}
            if member := people.member_of(channel, user):
                data["member"] = member
            return Dispatch("TYPING_START", channel, _in(channel, TYPING), lambda _: data)
        case (
            events.MessageCreated(message)
            | events.MessageUpdated(message)
            | events.MessageDeleted(message)
            | events.ReactionAdded(message)
            | events.ReactionRemoved(message)
            | events.ReactionsCleared(message)
        ) if message.ephemeral_for is None and _visible(world, message.channel):
            return _about_message(world, message, event)
    return None


def _about_message(world: World, message: Message, event: events.Event) -> Dispatch | None:
    """Return what is sent when something happens to a message that the bot can see."""
    channel = message.channel
    reference = _place(channel) | {"message_id": str(message.id)}
    match event:
        case events.MessageCreated() | events.MessageUpdated():
            name = "MESSAGE_CREATE" if isinstance(event, events.MessageCreated) else "MESSAGE_UPDATE"
            return Dispatch(name, channel, _in(channel, MESSAGES), lambda intents: _message(world, message, intents))
        case events.MessageDeleted():
            data = _place(channel) | {"id": str(message.id)}
            return Dispatch("MESSAGE_DELETE", channel, _in(channel, MESSAGES), lambda _: data)
        case events.ReactionAdded(_, emoji, user) | events.ReactionRemoved(_, emoji, user):
            data = reference | {"user_id": str(user.id), "emoji": messages.emoji(emoji)}
            data |= {"burst": False, "type": 0}
            if isinstance(event, events.ReactionRemoved):
                return Dispatch("MESSAGE_REACTION_REMOVE", channel, _in(channel, REACTIONS), lambda _: data)
            data["message_author_id"] = str(message.author.id)
            if member := people.member_of(channel, user):
                data["member"] = member
            return Dispatch("MESSAGE_REACTION_ADD", channel, _in(channel, REACTIONS), lambda _: data)
        case events.ReactionsCleared(_, None):
            name = "MESSAGE_REACTION_REMOVE_ALL"
            return Dispatch(name, channel, _in(channel, REACTIONS), lambda _: reference)
        case events.ReactionsCleared(_, emoji) if emoji:
            data = reference | {"emoji": messages.emoji(emoji)}
            return Dispatch("MESSAGE_REACTION_REMOVE_EMOJI", channel, _in(channel, REACTIONS), lambda _: data)
    return None


def _message(world: World, message: Message, intents: Intents) -> JSON:
    """Return the message with what only the gateway adds: the members."""
    withheld = Intents.MESSAGE_CONTENT not in intents
    data = messages.message(world, message, content_withheld=withheld) | _place(message.channel)
    if (member := people.member_of(message.channel, message.author, with_user=False)) and not message.interaction:
        data["member"] = member
    for mention, user in zip(data["mentions"], message.mentions, strict=True):
        if theirs := people.member_of(message.channel, user, with_user=False):
            mention["member"] = theirs
    return data


def _place(channel: Channel) -> JSON:
    """Return where something happens."""
    place: JSON = {"channel_id": str(channel.id)}
    return place | {"guild_id": str(channel.guild.id)} if channel.guild else place


def _in(channel: Channel, kinds: tuple[Intents, Intents]) -> Intents:
    """Return the intent for a guild's channels or for direct messages."""
    in_guild, direct = kinds
    return in_guild if channel.guild else direct


def _visible(world: World, channel: Channel) -> bool:
    return Permissions.VIEW_CHANNEL in permissions_in(channel, world.bot_user)
