"""People of the playground, who do what people do on Discord."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.attachments import Upload
from bot.playground.commands import Commands
from bot.playground.drafts import LINK_STYLE, Draft, Edit
from bot.playground.errors import JSON, RefusedError
from bot.playground.forms import Form
from bot.playground.interactions import Interactions
from bot.playground.objects import Channel, Emoji, Interaction, InteractionType, Message, User
from bot.playground.world import World

File = Upload | tuple[str, bytes]


@dataclass(frozen=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | float


class Person:
    """Somebody one can speak as. The verbs do what clicks and keys do, and raise RefusedError or ApiError."""

    def __init__(self, user: User, world: World, commands: Commands, interactions: Interactions) -> None:
        self.user = user
        self._world = world
        self._commands = commands
        self._interactions = interactions

    def __repr__(self) -> str:
        return f"<Person {self.user.global_name}>"

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
        reply_to: Message | None = None,
        ping: bool = True,
    ) -> Message:
        """Say something, and return it. `ping` tells whether a reply pings the author it replies to."""
        self._must_be_in(channel)
        draft = Draft(content, uploads=[_upload(file) for file in files])
        if reply_to:
            draft.reply_to = reply_to.id
        if not ping:
            draft.allowed_mentions = {"parse": ["users", "roles", "everyone"], "replied_user": False}
        return self._world.post(channel, self.user, draft)

    async def edit(self, message: Message, content: str) -> Message:
        """Change what one has said."""
        if message.author is not self.user:
            raise RefusedError("You can only edit your own messages.", 403)
        return self._world.edit(message, Edit(content))

    async def delete(self, message: Message) -> None:
        """Delete one's own message, or any as the guild's owner; dismiss one that nobody else sees."""
        self._must_see(message)
        guild = message.channel.guild
        if self.user not in (message.author, message.ephemeral_for, guild.owner if guild else None):
            raise RefusedError("You can only delete your own messages.", 403)
        self._world.delete(message)

    async def react(self, message: Message, emoji: str) -> None:
        """Put an emoji under a message."""
        self._must_see(message)
        if message.ephemeral_for:
            raise RefusedError("Nobody can react to a message that only you see.")
        self._world.react(message, _emoji(emoji), self.user)

    async def unreact(self, message: Message, emoji: str) -> None:
        """Take one's emoji away."""
        self._must_see(message)
        self._world.unreact(message, _emoji(emoji), self.user)

    async def type_in(self, channel: Channel) -> None:
        """Start to type."""
        self._must_be_in(channel)
        self._world.type_in(channel, self.user)

    async def invoke(self, channel: Channel, name: str, options: Mapping[str, Any] | None = None) -> Interaction:
        """Use a slash command ("dream", or "challenge start"); a picture is an option ("sky.png", bytes).

        The bot's answer is in the interaction once `outcome()` returns.
        """
        self._must_be_in(channel)
        command, path = self._commands.named(name, channel, self.user)
        form = Form(self._world, channel, command, path)
        data = form.fill({key: _plain(value) for key, value in (options or {}).items()})
        spoken = " ".join([command["name"], *(step["name"] for step in path)])
        kind = InteractionType.COMMAND
        return self._interactions.send(kind, self.user, channel, data, name=spoken, resolved=form.resolved)

    async def complete(self, channel: Channel, name: str, options: Mapping[str, Any], *, focused: str) -> list[Choice]:
        """Return what the bot suggests while one types in the option `focused`. Raises RefusedError if it is silent."""
        self._must_be_in(channel)
        command, path = self._commands.named(name, channel, self.user)
        # What has been attached so far is not sent until the command is.
        typed = {key: _plain(value) for key, value in options.items() if not isinstance(value, tuple)}
        data = Form(self._world, channel, command, path).fill(typed, focused)
        kind = InteractionType.AUTOCOMPLETE
        interaction = self._interactions.send(kind, self.user, channel, data, name=name)
        if await interaction.outcome() == "failed":
            raise RefusedError("Loading options failed.", 504)
        return [Choice(choice["name"], choice["value"]) for choice in interaction.choices]

    async def press(self, message: Message, custom_id: str) -> Interaction:
        """Press a button of a message."""
        self._must_see(message)
        button = _component(message, custom_id)
        if button.get("disabled"):
            raise RefusedError("That button is switched off.")
        data: JSON = {"custom_id": custom_id, "component_type": button["type"], "id": button["id"]}
        kind = InteractionType.COMPONENT
        return self._interactions.send(kind, self.user, message.channel, data, message=message)

    def _must_be_in(self, channel: Channel) -> None:
        if channel.recipient not in (None, self.user):
            raise RefusedError("Those are somebody else's direct messages.", 403)

    def _must_see(self, message: Message) -> None:
        self._must_be_in(message.channel)
        if not message.seen_by(self.user) or message.id not in message.channel.messages:
            raise RefusedError("That message is gone.", 404)


def _upload(file: File) -> Upload:
    return file if isinstance(file, Upload) else Upload(*file)


def _emoji(text: str) -> Emoji:
    try:
        return Emoji.parse(text)
    except ValueError:
        raise RefusedError("That is not an emoji.") from None


def _plain(value: Any) -> Any:  # noqa: ANN401 - an option can be anything
    """Return the option's value; people and channels are meant by their ids."""
    return value.id if isinstance(value, Person | User | Channel) else value


def _component(message: Message, custom_id: str) -> JSON:
    """Return the button with this id. Raises RefusedError when the message has none."""
    for row in message.components:
        for component in row["components"]:
            if component.get("custom_id") == custom_id and component.get("style") != LINK_STYLE:
                return dict(component)
    raise RefusedError("That button is not there any more.", 404)
