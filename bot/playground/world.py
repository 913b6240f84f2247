"""The world and its verbs: what people and the bot can do, and who gets told. Nothing is kept on disk."""

from collections.abc import Callable

from bot.playground import errors, events
from bot.playground.attachments import Attachments
from bot.playground.beginnings import people_of, the_bot, the_dreaming
from bot.playground.drafts import Draft, Edit, check_components, check_content, check_embeds, check_uploads
from bot.playground.mentions import mentioned
from bot.playground.objects import (
    Channel,
    Emoji,
    Interaction,
    Message,
    MessageFlags,
    MessageType,
    Overwrite,
    Reaction,
    User,
)
from bot.playground.permissions import Permissions, permissions_in
from bot.playground.snowflakes import Snowflakes

HISTORY = 500  # messages that a channel remembers
MAX_REACTIONS = 20  # different emoji under one message
NONCE_SECONDS = 300  # Discord says "a few minutes"
Clock = Callable[[], float]


class World:
    """One guild, its people, the bot, and everything they say."""

    def __init__(self, clock: Clock, upload_limit: int, message_content_allowed: bool) -> None:
        self.clock = clock
        self.upload_limit = upload_limit
        self.message_content_allowed = message_content_allowed
        self.snowflakes = Snowflakes(clock)
        self.attachments = Attachments(clock, self.snowflakes)
        self.people = people_of(self.snowflakes)
        self.bot_user = the_bot(self.snowflakes)
        self.guild = the_dreaming(self.snowflakes, clock(), self.people, self.bot_user)
        self.users = {user.id: user for user in [*self.people, self.bot_user]}
        self.direct: dict[int, Channel] = {}
        for person in self.people:
            channel = Channel(self.snowflakes.next(), person.username, recipient=person)
            self.direct[person.id] = channel
        self.listeners: list[Callable[[events.Event], None]] = []
        self._nonces: dict[tuple[int, str], Message] = {}

    @property
    def channels(self) -> list[Channel]:
        """All channels: the guild's, then the direct messages."""
        return [*self.guild.channels.values(), *self.direct.values()]

    def announce(self, event: events.Event) -> None:
        """Tell everybody who listens."""
        for listener in list(self.listeners):
            listener(event)

    # Looking things up ------------------------------------------------------------------------------------

    def channel(self, channel_id: int) -> Channel:
        """Return a channel. Raises 10003."""
        for channel in self.channels:
            if channel.id == channel_id:
                return channel
        raise errors.unknown("Channel")

    def message(self, channel: Channel, message_id: int) -> Message:
        """Return a message of a channel. Raises 10008."""
        try:
            return channel.messages[message_id]
        except KeyError:
            raise errors.unknown("Message") from None

    def user(self, user_id: int) -> User:
        """Return a user. Raises 10013."""
        try:
            return self.users[user_id]
        except KeyError:
            raise errors.unknown("User") from None

    # Messages ---------------------------------------------------------------------------------------------

    def post(
        self,
        channel: Channel,
        author: User,
        draft: Draft,
        *,
        kind: MessageType = MessageType.DEFAULT,
        interaction: Interaction | None = None,
        ephemeral_for: User | None = None,
    ) -> Message:
        """Say something, and return it. Raises the ApiError that Discord would answer."""
        if draft.enforce_nonce and (earlier := self._posted_before(author, draft.nonce)):
            return earlier
        content = check_content(draft.content)
        embeds, components = check_embeds(draft.embeds), check_components(draft.components)
        check_uploads(draft.uploads, self.upload_limit)
        loading = MessageFlags.LOADING in draft.flags
        if not (content or embeds or components or draft.uploads or loading):
            raise errors.empty_message()
        referenced = self._referenced(channel, draft)
        everybody = Permissions.MENTION_EVERYONE in permissions_in(channel, author)
        pinged = mentioned(
            content,
            draft.allowed_mentions,
            self.users,
            channel.guild,
            referenced.author if referenced else None,
            everybody,
        )
        message = Message(
            id=self.snowflakes.next(),
            channel=channel,
            author=author,
            timestamp=self.clock(),
            type=MessageType.REPLY if referenced and kind is MessageType.DEFAULT else kind,
            content=content,
            embeds=embeds,
            components=components,
            attachments=[self.attachments.take(channel.id, upload) for upload in draft.uploads],
            mentions=pinged.users,
            mention_roles=pinged.roles,
            mention_everyone=pinged.everyone,
            flags=draft.flags,
            nonce=draft.nonce,
            reference_id=referenced.id if referenced else None,
            referenced=referenced,
            interaction=interaction,
            ephemeral_for=ephemeral_for,
        )
        channel.messages[message.id] = message
        if draft.nonce:
            self._nonces[author.id, draft.nonce] = message
        self._forget_the_oldest(channel)
        self.announce(events.MessageCreated(message))
        return message

    def edit(self, message: Message, edit: Edit) -> Message:
        """Change a message, and return it. Raises the ApiError that Discord would answer."""
        content = message.content if edit.content is None else check_content(edit.content)
        embeds = message.embeds if edit.embeds is None else check_embeds(edit.embeds)
        components = message.components if edit.components is None else check_components(edit.components)
        kept = [each for each in message.attachments if edit.keep is None or each.id in edit.keep]
        check_uploads(edit.uploads, self.upload_limit, already=len(kept))
        if not (content or embeds or components or kept or edit.uploads):
            raise errors.empty_message()
        gone = [each for each in message.attachments if each not in kept]
        message.content, message.embeds, message.components = content, embeds, components
        message.attachments = kept + [self.attachments.take(message.channel.id, new) for new in edit.uploads]
        self.attachments.drop(gone)
        if edit.suppress_embeds is not None:
            message.flags &= ~MessageFlags.SUPPRESS_EMBEDS
            message.flags |= MessageFlags.SUPPRESS_EMBEDS if edit.suppress_embeds else MessageFlags.NONE
        if edit.content is not None:
            replied = message.referenced.author if message.referenced else None
            guild = message.channel.guild
            allowed = edit.allowed_mentions
            pinged = mentioned(content, allowed, self.users, guild, replied, may_ping_all=False)
            message.mentions, message.mention_roles = pinged.users, pinged.roles
        # A first answer that replaces "is thinking…" does not count as an edit.
        if MessageFlags.LOADING in message.flags:
            message.flags &= ~MessageFlags.LOADING
        else:
            message.edited = self.clock()
        self.announce(events.MessageUpdated(message))
        return message

    def delete(self, message: Message) -> None:
        """Take a message away, with its files."""
        if message.channel.messages.pop(message.id, None) is None:
            raise errors.unknown("Message")
        self._let_go(message)
        self.announce(events.MessageDeleted(message))

    def _posted_before(self, author: User, nonce: str | None) -> Message | None:
        """Return the message that this author posted with this nonce within the last minutes, if it still is there."""
        earlier = self._nonces.get((author.id, nonce or ""))
        if earlier is None or self.clock() - earlier.timestamp > NONCE_SECONDS:
            return None
        return earlier if earlier.id in earlier.channel.messages else None

    def _referenced(self, channel: Channel, draft: Draft) -> Message | None:
        """Return the message that this draft replies to. Raises 50035 when it must exist and does not."""
        if draft.reply_to is None:
            return None
        referenced = channel.messages.get(draft.reply_to)
        if (referenced is None or referenced.ephemeral_for) and draft.reply_must_exist:
            raise errors.invalid_form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return referenced

    def _forget_the_oldest(self, channel: Channel) -> None:
        while len(channel.messages) > HISTORY:
            self._let_go(channel.messages.pop(next(iter(channel.messages))))

    def _let_go(self, message: Message) -> None:
        self.attachments.drop(message.attachments)
        message.referenced = None  # or a chain of replies would keep everything alive
        key = (message.author.id, message.nonce or "")
        if self._nonces.get(key) is message:
            del self._nonces[key]

    # Reactions --------------------------------------------------------------------------------------------

    def react(self, message: Message, emoji: Emoji, user: User) -> None:
        """Put an emoji under a message; a second time it does nothing. Raises 30010 and 10014."""
        if emoji.id is not None:
            raise errors.unknown("Emoji")  # the guild has no emoji of its own
        reaction = message.reactions.get(emoji.key)
        if reaction is None:
            if len(message.reactions) >= MAX_REACTIONS:
                raise errors.too_many_reactions()
            reaction = message.reactions[emoji.key] = Reaction(emoji)
        if user.id not in reaction.users:
            reaction.users[user.id] = user
            self.announce(events.ReactionAdded(message, reaction.emoji, user))

    def unreact(self, message: Message, emoji: Emoji, user: User) -> None:
        """Take a user's emoji away; when it is not there, do nothing."""
        reaction = message.reactions.get(emoji.key)
        if reaction is None or reaction.users.pop(user.id, None) is None:
            return
        if not reaction.users:
            del message.reactions[emoji.key]
        self.announce(events.ReactionRemoved(message, reaction.emoji, user))

    def clear_reactions(self, message: Message, emoji: Emoji | None = None) -> None:
        """Take away all reactions, or all with this emoji. Raises 10014 when there is none with it."""
        if emoji is None:
            message.reactions.clear()
        elif message.reactions.pop(emoji.key, None) is None:
            raise errors.unknown("Emoji")
        self.announce(events.ReactionsCleared(message, emoji))

    # Channels ---------------------------------------------------------------------------------------------

    def type_in(self, channel: Channel, user: User) -> None:
        """Show that this user is typing."""
        self.announce(events.TypingStarted(channel, user, self.clock()))

    def overwrite(
        self,
        channel: Channel,
        target_id: int,
        *,
        allow: Permissions = Permissions.NONE,
        deny: Permissions = Permissions.NONE,
    ) -> None:
        """Allow and deny permissions in this channel to the role or user with this id."""
        channel.overwrites[target_id] = Overwrite(allow, deny)
        self.announce(events.ChannelUpdated(channel))
