"""Emoji under messages."""

from bot.playground import errors, events
from bot.playground.objects import Emoji, Message, Reaction, Thread, User
from bot.playground.world import World

MAX_REACTIONS = 20  # different emoji under one message


def react(world: World, message: Message, emoji: Emoji, user: User) -> None:
    """Put an emoji under a message; a second time it does nothing. Raises 30010, 50083, and 10014."""
    check_not_archived(message)
    reaction = message.reactions.get(emoji.key)
    if reaction is None:
        known = world.emoji(emoji.id).emoji if emoji.id else emoji
        if len(message.reactions) >= MAX_REACTIONS:
            raise errors.too_many_reactions()
        reaction = message.reactions[emoji.key] = Reaction(known)
    if user.id not in reaction.users:
        reaction.users[user.id] = user
        world.announce(events.ReactionAdded(message, reaction.emoji, user))


def unreact(world: World, message: Message, emoji: Emoji, user: User) -> None:
    """Take a user's emoji away; when it is not there, do nothing."""
    check_not_archived(message)
    reaction = message.reactions.get(emoji.key)
    if reaction is None or reaction.users.pop(user.id, None) is None:
        return
    if not reaction.users:
        del message.reactions[emoji.key]
    world.announce(events.ReactionRemoved(message, reaction.emoji, user))


def clear(world: World, message: Message, emoji: Emoji | None = None) -> None:
    """Take away all reactions, or all with this emoji. Raises 10014 when there is none with it."""
    if emoji is None:
        message.reactions.clear()
        world.announce(events.ReactionsCleared(message, None))
        return
    gone = message.reactions.pop(emoji.key, None)
    if gone is None:
        raise errors.unknown("Emoji")
    world.announce(events.ReactionsCleared(message, gone.emoji))


def check_not_archived(message: Message) -> None:
    """Raise 50083 when the message is in a thread that was put away."""
    if isinstance(message.channel, Thread) and message.channel.archived:
        raise errors.archived_thread()
