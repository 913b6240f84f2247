"""People of the playground, who do what people do on Discord."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.commands import Commands, CommandType
from bot.playground.components import ComponentType, every
from bot.playground.errors import JSON, RefusedError
from bot.playground.forms import KEPT, Form
from bot.playground.interactions import Interactions
from bot.playground.objects import Channel, Interaction, InteractionType, Message, Resolved, Role, User
from bot.playground.references import References
from bot.playground.selections import chosen, written
from bot.playground.speakers import Speaker
from bot.playground.world import World


@dataclass(frozen=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | float


class Person(Speaker):
    """Somebody one can speak as, who uses what the bot offers: commands, menus, buttons, forms.

    Each of these verbs returns the interaction; the bot's answer is in it once its `outcome()` returns.
    """

    def __init__(self, user: User, world: World, commands: Commands, interactions: Interactions) -> None:
        super().__init__(user, world)
        self._commands = commands
        self._interactions = interactions

    def __repr__(self) -> str:
        return f"<Person {self.user.global_name}>"

    async def invoke(self, channel: Channel, name: str, options: Mapping[str, Any] | None = None) -> Interaction:
        """Use a slash command ("dream", or "challenge start"); a picture is an option ("sky.png", bytes)."""
        self._must_be_in(channel)
        command, path = self._commands.typed(name, channel, self.user)
        form = Form(self._world, channel, command, path)
        data = form.fill({key: _plain(value) for key, value in (options or {}).items()})
        spoken = " ".join([command["name"], *(step["name"] for step in path)])
        kind = InteractionType.COMMAND
        return self._interactions.send(kind, self.user, channel, data, name=spoken, resolved=form.resolved)

    async def invoke_on(
        self, target: "Message | User | Person", name: str, channel: Channel | None = None
    ) -> Interaction:
        """Use a command from the menu of a message, or of a user in this channel."""
        if isinstance(target, Message):
            self._must_see(target)
            kind, place, resolved = CommandType.MESSAGE, target.channel, Resolved(messages=[target])
        elif channel is not None:
            user = self._world.user(target.id)
            kind, place, resolved = CommandType.USER, channel, Resolved(users=[user])
            self._must_be_in(channel)
        else:
            raise TypeError("a user's menu is opened in a channel")
        command = self._commands.named(kind, name, place, self.user)
        data: JSON = {key: command[key] for key in KEPT if key in command} | {"target_id": str(target.id)}
        return self._interactions.send(
            InteractionType.COMMAND, self.user, place, data, name=command["name"], resolved=resolved
        )

    async def complete(self, channel: Channel, name: str, options: Mapping[str, Any], *, focused: str) -> list[Choice]:
        """Return what the bot suggests while one types in the option `focused`. Raises RefusedError if it is silent."""
        self._must_be_in(channel)
        command, path = self._commands.typed(name, channel, self.user)
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
        data: JSON = {"custom_id": custom_id, "component_type": button["type"], "id": button["id"]}
        kind = InteractionType.COMPONENT
        return self._interactions.send(kind, self.user, message.channel, data, message=message)

    async def select(self, message: Message, custom_id: str, values: Sequence[Any]) -> Interaction:
        """Choose in a menu of a message: its values, or people, roles and channels."""
        self._must_see(message)
        menu = _component(message, custom_id)
        resolved = Resolved()
        references = References(self._world, message.channel, resolved)
        picked = chosen(menu, [_plain(value) for value in values], references)
        data: JSON = {"custom_id": custom_id, "component_type": menu["type"], "id": menu["id"], "values": picked}
        kind = InteractionType.COMPONENT
        return self._interactions.send(kind, self.user, message.channel, data, message=message, resolved=resolved)

    async def submit(self, interaction: Interaction, values: Mapping[str, Any] | None = None) -> Interaction:
        """Send the form that opened in answer to `interaction`: what to write into its fields, by their custom ids.

        Fields that are not named are sent as the bot has filled them in.
        """
        if await interaction.outcome() == "failed" or interaction.modal is None:
            raise RefusedError("No form has opened.")
        if interaction.user is not self.user:
            raise RefusedError("That is somebody else's form.", 403)
        self._must_be_in(interaction.channel)
        resolved = Resolved()
        references = References(self._world, interaction.channel, resolved)
        plain = {key: _plain_list(value) for key, value in (values or {}).items()}
        components = written(interaction.modal, plain, references)
        data: JSON = {"custom_id": interaction.modal["custom_id"], "components": components}
        return self._interactions.send(
            InteractionType.MODAL,
            self.user,
            interaction.channel,
            data,
            message=interaction.message,
            resolved=resolved,
            opener=interaction,
        )


def _plain(value: Any) -> Any:  # noqa: ANN401 - an option can be anything
    """Return the option's value; people, roles and channels are meant by their ids."""
    return value.id if isinstance(value, Person | User | Role | Channel) else value


def _plain_list(value: Any) -> Any:  # noqa: ANN401 - a field can be anything
    return [_plain(each) for each in value] if isinstance(value, list) else _plain(value)


def _component(message: Message, custom_id: str) -> JSON:
    """Return the button or menu with this id. Raises RefusedError when the message has none, or it is switched off."""
    for component in every(message.components):
        if component.get("custom_id") == custom_id:
            if component.get("disabled"):
                kind = "button" if component["type"] == ComponentType.BUTTON else "menu"
                raise RefusedError(f"That {kind} is switched off.")
            return component
    raise RefusedError("That button is not there any more.", 404)
