"""Events about one message."""

from bot.playground import events
from bot.playground.errors import JSON
from bot.playground.gateway.dispatch import Dispatch, in_channel, intent_in, place, visible
from bot.playground.gateway.intents import MESSAGES, REACTIONS, Intents
from bot.playground.objects import Message
from bot.playground.payloads import messages, people
from bot.playground.payloads.expressions import emoji as emoji_of
from bot.playground.world import World


def about_message(world: World, event: events.AboutMessage) -> Dispatch | None:
    """Return what is sent when something happens to a message; None when the bot does not see it."""
    message, channel = event.message, event.message.channel
    if message.ephemeral_for or not visible(world, channel):
        return None
    reference: JSON = {"message_id": str(message.id)}
    match event:
        case events.MessageCreated() | events.MessageUpdated():
            name = "MESSAGE_CREATE" if isinstance(event, events.MessageCreated) else "MESSAGE_UPDATE"
            needs = intent_in(channel, MESSAGES)
            return Dispatch(name, channel.guild, needs, lambda intents: _message(world, message, intents))
        case events.MessageDeleted():
            return in_channel("MESSAGE_DELETE", channel, MESSAGES, {"id": str(message.id)})
        case events.ReactionAdded(_, emoji, user):
            data = reference | {"user_id": str(user.id), "emoji": emoji_of(emoji), "burst": False, "type": 0}
            data["message_author_id"] = str(message.author.id)
            if member := people.member_of(channel, user):
                data["member"] = member
            return in_channel("MESSAGE_REACTION_ADD", channel, REACTIONS, data)
        case events.ReactionRemoved(_, emoji, user):
            data = reference | {"user_id": str(user.id), "emoji": emoji_of(emoji), "burst": False, "type": 0}
            return in_channel("MESSAGE_REACTION_REMOVE", channel, REACTIONS, data)
        case events.ReactionsCleared(_, None):
            return in_channel("MESSAGE_REACTION_REMOVE_ALL", channel, REACTIONS, reference)
        case events.ReactionsCleared(_, emoji) if emoji:
            data = reference | {"emoji": emoji_of(emoji)}
            return in_channel("MESSAGE_REACTION_REMOVE_EMOJI", channel, REACTIONS, data)
    return None


def _message(world: World, message: Message, intents: Intents) -> JSON:
    """Return the message with what only the gateway adds: the members."""
    withheld = Intents.MESSAGE_CONTENT not in intents
    data = messages.message(world, message, content_withheld=withheld) | place(message.channel)
    data["channel_type"] = int(message.channel.type)
    if (member := people.member_of(message.channel, message.author, with_user=False)) and not message.interaction:
        data["member"] = member
    for mention, user in zip(data["mentions"], message.mentions, strict=True):
        if theirs := people.member_of(message.channel, user, with_user=False):
            mention["member"] = theirs
    return data
