"""The world: which guilds, people and channels there are, and who gets told. Nothing is kept on disk."""

from collections.abc import Callable, Iterator

from bot.playground import errors, events
from bot.playground.attachments import Attachments
from bot.playground.beginnings import OPENING, furnish, guild_of, people_of, the_bot
from bot.playground.objects import Channel, Guild, GuildEmoji, Message, Overwrite, Sticker, User
from bot.playground.objects.places import UPLOAD_LIMITS
from bot.playground.permissions import Permissions
from bot.playground.previews import Previews
from bot.playground.snowflakes import Snowflakes

Clock = Callable[[], float]


class World:
    """Guilds, people, the bot, and everything they say."""

    def __init__(self, clock: Clock, upload_limit: int, message_content_allowed: bool) -> None:
        self.clock = clock
        self.upload_limit = upload_limit
        self.message_content_allowed = message_content_allowed
        self.snowflakes = Snowflakes(clock)
        self.attachments = Attachments(clock, self.snowflakes)
        self.previews = Previews()
        self.people = people_of(self.snowflakes)
        self.bot_user = the_bot(self.snowflakes)
        self.users = {user.id: user for user in [*self.people, self.bot_user]}
        self.guild = guild_of(self.snowflakes, clock(), OPENING, self.people, self.bot_user)
        furnish(self.snowflakes, self.guild, self.bot_user)
        self.guilds = {self.guild.id: self.guild}
        self.direct = {person.id: self._direct_with(person) for person in self.people}
        self.nonces: dict[tuple[int, str], Message] = {}
        self.listeners: list[Callable[[events.Event], None]] = []

    @property
    def channels(self) -> list[Channel]:
        """All channels and threads: the guilds', then the direct messages."""
        return list(self._every_channel())

    def announce(self, event: events.Event) -> None:
        """Tell everybody who listens."""
        for listener in list(self.listeners):
            listener(event)

    # Looking things up ------------------------------------------------------------------------------------

    def channel(self, channel_id: int) -> Channel:
        """Return a channel or thread. Raises 10003."""
        for guild in self.guilds.values():
            if found := guild.channels.get(channel_id) or guild.threads.get(channel_id):
                return found
        for channel in self.direct.values():
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

    def emoji(self, emoji_id: int) -> GuildEmoji:
        """Return an emoji of any guild. Raises 10014."""
        for guild in self.guilds.values():
            if emoji_id in guild.emojis:
                return guild.emojis[emoji_id]
        raise errors.unknown("Emoji")

    def sticker(self, sticker_id: int) -> Sticker:
        """Return a sticker of any guild. Raises 10060."""
        for guild in self.guilds.values():
            if sticker_id in guild.stickers:
                return guild.stickers[sticker_id]
        raise errors.unknown("Sticker")

    def limit_in(self, channel: Channel) -> int:
        """Return how many bytes a file may have in this channel: boosts raise it."""
        boosts = channel.guild.boosts if channel.guild else 0
        return self.upload_limit if UPLOAD_LIMITS[boosts] == UPLOAD_LIMITS[0] else UPLOAD_LIMITS[boosts]

    # Changing them ----------------------------------------------------------------------------------------

    def arrive(self, user: User) -> None:
        """Let somebody new be there, in no guild yet."""
        self.people.append(user)
        self.users[user.id] = user
        self.direct[user.id] = self._direct_with(user)
        self.announce(events.PersonArrived(user))

    def found(self, guild: Guild) -> None:
        """Let there be another guild; when the bot is a member, it is told."""
        self.guilds[guild.id] = guild
        self.announce(events.GuildJoined(guild))

    def leave(self, guild: Guild) -> None:
        """Take the bot out of a guild."""
        guild.members.pop(self.bot_user.id)
        self.announce(events.GuildLeft(guild))

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

    def lift_overwrite(self, channel: Channel, target_id: int) -> None:
        """Let this role or user have here what they have elsewhere. Raises 10009."""
        if channel.overwrites.pop(target_id, None) is None:
            raise errors.unknown("Overwrite")
        self.announce(events.ChannelUpdated(channel))

    def type_in(self, channel: Channel, user: User) -> None:
        """Show that this user is typing."""
        self.announce(events.TypingStarted(channel, user, self.clock()))

    def _direct_with(self, person: User) -> Channel:
        return Channel(self.snowflakes.next(), person.username, recipient=person)

    def _every_channel(self) -> Iterator[Channel]:
        for guild in self.guilds.values():
            yield from guild.channels.values()
            yield from guild.threads.values()
        yield from self.direct.values()
