"""Saying something, changing it, taking it away."""

from bot.playground import errors, events
from bot.playground.attachments import Upload
from bot.playground.drafts import Draft, Edit, check_content, check_uploads
from bot.playground.mentions import Mentions, mentioned
from bot.playground.objects import (
    Channel,
    Forward,
    Interaction,
    Message,
    MessageFlags,
    MessageType,
    Snapshot,
    Sticker,
    Thread,
    User,
)
from bot.playground.permissions import Permissions
from bot.playground.rights import permissions_in
from bot.playground.snowflakes import time_of
from bot.playground.world import World

HISTORY = 500  # messages that a channel remembers
NONCE_SECONDS = 300  # Discord says "a few minutes"
BULK = range(2, 101)  # how many messages can be deleted at once
BULK_AGE = 14 * 24 * 3600  # seconds; older messages have to be deleted one by one
MAX_STICKERS = 3


def post(
    world: World,
    channel: Channel,
    author: User,
    draft: Draft,
    *,
    kind: MessageType = MessageType.DEFAULT,
    interaction: Interaction | None = None,
    ephemeral_for: User | None = None,
) -> Message:
    """Say something, and return it. Raises the ApiError that Discord would answer."""
    if draft.enforce_nonce and (earlier := _posted_before(world, author, draft.nonce)):
        return earlier
    content = check_content(draft.content)
    check_uploads(draft.uploads, world.limit_in(channel))
    stickers = _stickers(world, draft)
    loading = MessageFlags.LOADING in draft.flags
    if not (content or draft.embeds or draft.components or draft.uploads or stickers or draft.forward or loading):
        raise errors.empty_message()
    forward = _forwarded(world, channel, draft) if draft.forward else None
    referenced = _referenced(channel, draft)
    pinged = _pinged(world, channel, author, content, draft, referenced)
    message = Message(
        id=world.snowflakes.next(),
        channel=channel,
        author=author,
        timestamp=world.clock(),
        type=MessageType.REPLY if referenced and kind is MessageType.DEFAULT else kind,
        content=content,
        embeds=draft.embeds,
        components=draft.components,
        attachments=[world.attachments.take(channel.id, upload) for upload in draft.uploads],
        stickers=stickers,
        mentions=pinged.users,
        mention_roles=pinged.roles,
        mention_everyone=pinged.everyone,
        flags=draft.flags | (MessageFlags.HAS_SNAPSHOT if forward else MessageFlags.NONE),
        nonce=draft.nonce,
        reference_id=referenced.id if referenced else None,
        referenced=referenced,
        forward=forward,
        interaction=interaction,
        ephemeral_for=ephemeral_for,
    )
    if draft.nonce:
        world.nonces[author.id, draft.nonce] = message
    _add(world, message)
    return message


def note(
    world: World, channel: Channel, by: User, kind: MessageType, *, content: str = "", about: Message | None = None
) -> None:
    """Let a channel tell what somebody has done."""
    notice = Message(
        id=world.snowflakes.next(),
        channel=channel,
        author=by,
        timestamp=world.clock(),
        type=kind,
        content=content,
        reference_id=about.id if about else None,
        referenced=about,
    )
    _add(world, notice)


def _add(world: World, message: Message) -> None:
    """Put a message into its channel; the oldest one falls out when there are too many."""
    channel = message.channel
    channel.messages[message.id] = message
    if isinstance(channel, Thread):
        channel.said += 1
    while len(channel.messages) > HISTORY:
        _let_go(world, channel.messages.pop(next(iter(channel.messages))))
    world.announce(events.MessageCreated(message))


def edit(world: World, message: Message, change: Edit) -> Message:
    """Change a message, and return it. Raises the ApiError that Discord would answer, such as 10008 when it is gone."""
    if not message.is_there:
        raise errors.unknown("Message")
    content = message.content if change.content is None else check_content(change.content)
    embeds = message.embeds if change.embeds is None else change.embeds
    components = message.components if change.components is None else change.components
    kept = [each for each in message.attachments if change.keep is None or each.id in change.keep]
    channel = message.channel
    check_uploads(change.uploads, world.limit_in(channel), already=len(kept))
    if not (content or embeds or components or kept or change.uploads or message.stickers):
        raise errors.empty_message()
    gone = [each for each in message.attachments if each not in kept]
    message.content, message.embeds, message.components = content, embeds, components
    message.attachments = kept + [world.attachments.take(channel.id, new) for new in change.uploads]
    world.attachments.drop(gone)
    if change.suppress_embeds is not None:
        message.flags &= ~MessageFlags.SUPPRESS_EMBEDS
        message.flags |= MessageFlags.SUPPRESS_EMBEDS if change.suppress_embeds else MessageFlags.NONE
    if change.content is not None:
        replied = message.referenced.author if message.referenced else None
        allowed = change.allowed_mentions
        pinged = mentioned(content, allowed, world.users, channel.guild, replied, may_ping_all=False)
        message.mentions, message.mention_roles = pinged.users, pinged.roles
    # A first answer that replaces "is thinking…" does not count as an edit.
    if MessageFlags.LOADING in message.flags:
        message.flags &= ~MessageFlags.LOADING
    else:
        message.edited = world.clock()
    world.announce(events.MessageUpdated(message))
    return message


def delete(world: World, message: Message) -> None:
    """Take a message away, with its files. Raises 10008 when it is gone already."""
    _take_out(world, message)
    world.announce(events.MessageDeleted(message))


def delete_all(world: World, channel: Channel, ids: list[int]) -> None:
    """Take many messages away at once; those that are gone already do not matter. Raises 50016 and 50034."""
    if len(ids) not in BULK:
        raise errors.ApiError(400, 50016, "Provided too few or too many messages to delete. Must provide 2 to 100.")
    if any(world.clock() - time_of(each) > BULK_AGE for each in ids):
        raise errors.ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    found = [channel.messages[each] for each in dict.fromkeys(ids) if each in channel.messages]
    for message in found:
        _take_out(world, message)
    if found:
        world.announce(events.MessagesDeleted(channel, tuple(found)))


def forget_all(world: World, channel: Channel) -> None:
    """Let go of everything that was said in a channel which is about to be gone itself."""
    while channel.messages:
        _let_go(world, channel.messages.popitem()[1])


def _snapshot(world: World, message: Message, into: Channel) -> Snapshot:
    """Return what this message is now, with copies of its files that live on when it is deleted."""
    copies = [Upload(each.filename, each.content, each.description) for each in message.attachments]
    return Snapshot(
        type=message.type,
        content=message.content,
        embeds=list(message.embeds),
        attachments=[world.attachments.take(into.id, copy) for copy in copies],
        components=list(message.components),
        stickers=list(message.stickers),
        mentions=list(message.mentions),
        mention_roles=list(message.mention_roles),
        timestamp=message.timestamp,
        edited=message.edited,
        flags=message.flags,
    )


def _take_out(world: World, message: Message) -> None:
    if message.channel.messages.pop(message.id, None) is None:
        raise errors.unknown("Message")
    _let_go(world, message)


def _let_go(world: World, message: Message) -> None:
    """Forget what only a message that is there needs."""
    world.attachments.drop(message.attachments)
    if message.forward:
        world.attachments.drop(message.forward.snapshot.attachments)
    message.channel.pins.pop(message.id, None)
    message.referenced = None  # or a chain of replies would keep everything alive
    key = (message.author.id, message.nonce or "")
    if world.nonces.get(key) is message:
        del world.nonces[key]


def _posted_before(world: World, author: User, nonce: str | None) -> Message | None:
    """Return the message that this author posted with this nonce within the last minutes, if it still is there."""
    earlier = world.nonces.get((author.id, nonce or ""))
    if earlier is None or world.clock() - earlier.timestamp > NONCE_SECONDS:
        return None
    return earlier if earlier.is_there else None


def _referenced(channel: Channel, draft: Draft) -> Message | None:
    """Return the message that this draft replies to. Raises 50035 when it must exist and does not."""
    if draft.reply_to is None:
        return None
    referenced = channel.messages.get(draft.reply_to)
    if (referenced is None or referenced.ephemeral_for) and draft.reply_must_exist:
        raise errors.invalid_form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return referenced


def _forwarded(world: World, channel: Channel, draft: Draft) -> Forward | None:
    """Return what this draft forwards. Raises 50035 when it is not there, or when the draft says something besides."""
    if draft.forward is None:
        return None
    if draft.content or draft.embeds or draft.uploads or draft.components or draft.sticker_ids:
        raise errors.ApiError(400, 160006, "A forwarded message cannot have content of its own")
    channel_id, message_id = draft.forward
    try:
        source = world.channel(channel_id)
        original = world.message(source, message_id)
    except errors.ApiError:
        place = "message_reference"
        raise errors.invalid_form(place, "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message") from None
    return Forward(source, message_id, _snapshot(world, original, channel))


def _stickers(world: World, draft: Draft) -> list[Sticker]:
    if len(draft.sticker_ids) > MAX_STICKERS:
        raise errors.invalid_form("sticker_ids", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_STICKERS} or fewer in length.")
    return [world.sticker(each) for each in draft.sticker_ids]


def _pinged(
    world: World, channel: Channel, author: User, content: str, draft: Draft, referenced: Message | None
) -> Mentions:
    everybody = Permissions.MENTION_EVERYONE in permissions_in(channel, author)
    replied = referenced.author if referenced else None
    return mentioned(content, draft.allowed_mentions, world.users, channel.guild, replied, everybody)
