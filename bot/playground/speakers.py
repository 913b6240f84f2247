"""What people do that needs no answer of the bot: they talk, react, and start threads."""

from collections.abc import Mapping, Sequence

from bot.playground import meetings, messages, pins, reactions, threads
from bot.playground.attachments import Upload
from bot.playground.drafts import Draft, Edit
from bot.playground.errors import RefusedError
from bot.playground.objects import Channel, Emoji, GuildEmoji, Meeting, Message, Sticker, Thread, User
from bot.playground.objects.places import DAY
from bot.playground.permissions import Permissions
from bot.playground.rights import needed_to_speak, permissions_in
from bot.playground.world import World

File = Upload | tuple[str, bytes]


class Speaker:
    """Somebody who can be heard. The verbs do what clicks and keys do, and raise RefusedError or ApiError."""

    def __init__(self, user: User, world: World) -> None:
        self.user = user
        self._world = world

    @property
    def id(self) -> int:
        """The person's id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """What to write to mention this person."""
        return self.user.mention

    @property
    def direct(self) -> Channel:
        """The person's direct messages with the bot."""
        return self._world.direct[self.user.id]

    async def say(
        self,
        channel: Channel,
        content: str = "",
        *,
        files: Sequence[File] = (),
        stickers: Sequence[Sticker] = (),
        previews: Mapping[str, bytes] | None = None,
        reply_to: Message | None = None,
        ping: bool = True,
    ) -> Message:
        """Say something, and return it.

        Args:
            channel: Where; a thread is joined by it.
            content: The text.
            files: Names and contents.
            stickers: Stickers of a guild.
            previews: Pictures that are found behind links of the text; Discord shows them in embeds.
            reply_to: What it answers.
            ping: Whether a reply pings the author it replies to.
        """
        granted = self._must_be_in(channel)
        self._must_have(needed_to_speak(channel), granted, "write here")
        if files:
            self._must_have(Permissions.ATTACH_FILES, granted, "attach files here")
        if isinstance(channel, Thread):
            threads.enter(self._world, channel, self.user, Permissions.MANAGE_THREADS in granted)
        draft = Draft(content, uploads=[file if isinstance(file, Upload) else Upload(*file) for file in files])
        draft.sticker_ids = [sticker.id for sticker in stickers]
        draft.embeds = [self._world.previews.unfurl(link, picture) for link, picture in (previews or {}).items()]
        if reply_to:
            draft.reply_to = reply_to.id
        if not ping:
            draft.allowed_mentions = {"parse": ["users", "roles", "everyone"], "replied_user": False}
        return messages.post(self._world, channel, self.user, draft)

    async def forward(self, message: Message, to: Channel) -> Message:
        """Send a message on to another channel, and return what stands there."""
        self._must_see(message)
        self._must_have(needed_to_speak(to), self._must_be_in(to), "write there")
        return messages.post(self._world, to, self.user, Draft(forward=(message.channel.id, message.id)))

    async def edit(self, message: Message, content: str) -> Message:
        """Change what one has said."""
        self._must_see(message)
        if message.author is not self.user:
            raise RefusedError("You can only edit your own messages.", 403)
        return messages.edit(self._world, message, Edit(content))

    async def delete(self, message: Message) -> None:
        """Delete one's own message, or any with the permission to; dismiss one that nobody else sees."""
        granted = self._must_see(message)
        may_all = message.channel.guild is not None and Permissions.MANAGE_MESSAGES in granted
        if not may_all and self.user not in (message.author, message.ephemeral_for):
            raise RefusedError("You can only delete your own messages.", 403)
        messages.delete(self._world, message)

    async def react(self, message: Message, emoji: str | GuildEmoji) -> None:
        """Put an emoji under a message."""
        granted = self._must_see(message)
        if message.ephemeral_for:
            raise RefusedError("Nobody can react to a message that only you see.")
        parsed = _emoji(emoji)
        if parsed.key not in message.reactions:
            self._must_have(Permissions.ADD_REACTIONS, granted, "add reactions here")
        reactions.react(self._world, message, parsed, self.user)

    async def unreact(self, message: Message, emoji: str | GuildEmoji) -> None:
        """Take one's emoji away."""
        self._must_see(message)
        reactions.unreact(self._world, message, _emoji(emoji), self.user)

    async def pin(self, message: Message) -> None:
        """Pin a message."""
        self._must_have(Permissions.PIN_MESSAGES, self._must_see(message), "pin messages here")
        pins.pin(self._world, message, self.user)

    async def type_in(self, channel: Channel) -> None:
        """Start to type."""
        self._must_be_in(channel)
        self._world.type_in(channel, self.user)

    async def start_thread(
        self, place: Channel | Message, name: str, *, private: bool = False, auto_archive: int = DAY
    ) -> Thread:
        """Start a thread from a message or in a channel, and return it. `auto_archive` is in minutes."""
        channel = place.channel if isinstance(place, Message) else place
        needed = Permissions.CREATE_PRIVATE_THREADS if private else Permissions.CREATE_PUBLIC_THREADS
        self._must_have(needed, self._must_be_in(channel), "start threads here")
        if isinstance(place, Message):
            return threads.start_from(self._world, place, self.user, name, auto_archive)
        return threads.start(self._world, place, self.user, name, private=private, auto_archive=auto_archive)

    async def archive(self, thread: Thread) -> None:
        """Put a thread away: one's own, or any with the permission to."""
        if thread.owner is not self.user:
            self._must_have(Permissions.MANAGE_THREADS, self._must_be_in(thread), "archive this thread")
        threads.put_away(self._world, thread)

    async def add_to(self, thread: Thread, user: User) -> None:
        """Let somebody else be in a thread that one is in."""
        self._must_have(needed_to_speak(thread), self._must_be_in(thread), "add people here")
        threads.join(self._world, thread, [user])

    async def promise(self, meeting: Meeting, comes: bool = True) -> None:
        """Say that one will come to an event, or will not."""
        if self.id not in meeting.guild.members:
            raise RefusedError("You are not in that guild.", 403)
        meetings.promise(self._world, meeting, self.user, comes)

    def close_direct_messages(self, closed: bool = True) -> None:
        """Take no direct messages from the bot any more, or take them again."""
        self.user.direct_closed = closed

    def _must_be_in(self, channel: Channel) -> Permissions:
        """Return what one may do in the channel. Raises RefusedError when one does not see it."""
        if channel.recipient not in (None, self.user):
            raise RefusedError("Those are somebody else's direct messages.", 403)
        granted = permissions_in(channel, self.user)
        if Permissions.VIEW_CHANNEL not in granted:
            raise RefusedError("You do not see that channel.", 403)
        return granted

    def _must_see(self, message: Message) -> Permissions:
        """Return what one may do with the message. Raises RefusedError when one does not see it."""
        granted = self._must_be_in(message.channel)
        if not message.seen_by(self.user):
            raise RefusedError("That message is gone.", 404)
        return granted

    @staticmethod
    def _must_have(needed: Permissions, granted: Permissions, deed: str) -> None:
        if needed not in granted:
            raise RefusedError(f"You may not {deed}.", 403)


def _emoji(emoji: str | GuildEmoji) -> Emoji:
    if isinstance(emoji, GuildEmoji):
        return emoji.emoji
    try:
        return Emoji.parse(emoji)
    except ValueError:
        raise RefusedError("That is not an emoji.") from None
