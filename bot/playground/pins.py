"""Messages that a channel keeps at hand."""

from bot.playground import errors, events
from bot.playground.messages import note
from bot.playground.objects import Message, MessageType, User
from bot.playground.reactions import check_not_archived
from bot.playground.world import World

MAX_PINS = 250
PINNABLE = (
    MessageType.DEFAULT,
    MessageType.REPLY,
    MessageType.CHAT_INPUT_COMMAND,
    MessageType.CONTEXT_MENU_COMMAND,
)


def pin(world: World, message: Message, by: User) -> None:
    """Pin a message, and say so in the channel; a second time it does nothing. Raises 30003, 50021 and 50083."""
    check_not_archived(message)
    channel = message.channel
    if message.pinned:
        return
    if message.type not in PINNABLE:
        raise errors.ApiError(403, 50021, "Cannot execute action on a system message")
    if len(channel.pins) >= MAX_PINS:
        raise errors.ApiError(400, 30003, f"Maximum number of pins reached for the channel ({MAX_PINS})")
    channel.pins[message.id] = world.clock()
    world.announce(events.MessageUpdated(message))
    world.announce(events.PinsUpdated(channel))
    note(world, channel, by, MessageType.CHANNEL_PINNED_MESSAGE, about=message)


def unpin(world: World, message: Message) -> None:
    """Let a message be one among the others again; when it is, do nothing."""
    check_not_archived(message)
    if message.channel.pins.pop(message.id, None) is not None:
        world.announce(events.MessageUpdated(message))
        world.announce(events.PinsUpdated(message.channel))
