"""What the page is shown: the world as it is, and each change."""

from bot.playground import events
from bot.playground.commands import Commands, CommandType
from bot.playground.errors import JSON
from bot.playground.objects import Channel, Guild, Interaction, InteractionType, Message, Thread, User
from bot.playground.payloads import messages
from bot.playground.payloads.expressions import emoji, sticker_item
from bot.playground.payloads.people import avatar_hash
from bot.playground.permissions import Permissions
from bot.playground.rights import permissions_in
from bot.playground.world import World

SHOWN = 50  # messages of each channel that a new page gets, and that it gets at once when it asks for older ones
Frame = tuple[str, JSON]


class Frames:
    """Turns the world into what a page draws."""

    def __init__(self, world: World, commands: Commands) -> None:
        self._world = world
        self._commands = commands

    def of(self, event: events.Event) -> Frame | None:
        """Return the name and data of what the page is told of this event."""
        if isinstance(event, events.AboutMessage):
            return self._about_message(event)
        if isinstance(event, events.AboutGuild):
            # What a guild plans is not on the page.
            return None if isinstance(event, events.AboutMeeting) else ("GUILD", self.guild(event.guild))
        match event:
            case events.MessagesDeleted(channel, gone):
                return "MESSAGES_DELETE", _place(channel) | {"ids": [str(message.id) for message in gone]}
            case events.TypingStarted(channel, user):
                return "TYPING_START", _place(channel) | {"user_id": str(user.id)}
            case (
                events.ChannelCreated(channel)
                | events.ChannelUpdated(channel)
                | events.ThreadCreated(channel)
                | events.ThreadUpdated(channel)
                | events.ThreadMembersChanged(channel)
            ):
                return "CHANNEL", {"channel": self.channel(channel)}
            case events.ChannelDeleted(channel) | events.ThreadDeleted(channel):
                return "CHANNEL_DELETE", {"id": str(channel.id)}
            case events.CommandsChanged():
                return "COMMANDS", {"commands": self.commands()}
            case events.PersonArrived(user):
                return "PERSON", {"person": self.user(user), "channel": self.channel(self._world.direct[user.id])}
            case events.BotOnline(online):
                return "BOT_ONLINE", {"online": online}
            case events.InteractionChanged(interaction):
                # The letters of an autocomplete are nobody else's business.
                hidden = interaction.type is InteractionType.AUTOCOMPLETE
                return None if hidden else ("INTERACTION", _interaction(interaction))
        return None

    def hello(self, *, online: bool) -> JSON:
        """Return the world as it is, with what was said last in every channel."""
        world = self._world
        channels = world.channels
        return {
            "guilds": [self.guild(guild) for guild in world.guilds.values()],
            "directs": [self.channel(channel) for channel in world.direct.values()],
            "people": [self.user(person) for person in world.people],
            "bot_user": self.user(world.bot_user) | {"bot": True},
            "bot_online": online,
            "messages": {
                str(channel.id): [self.message(each) for each in list(channel.messages.values())[-SHOWN:]]
                for channel in channels
            },
            "older": [str(channel.id) for channel in channels if len(channel.messages) > SHOWN],
        }

    def history(self, channel: Channel, before: int) -> JSON:
        """Return what was said before this message, oldest first, and whether there is more."""
        older = [message for message in channel.messages.values() if message.id < before]
        return {"messages": [self.message(each) for each in older[-SHOWN:]], "older": len(older) > SHOWN}

    def commands(self) -> JSON:
        """Return the commands that people can use, guild by guild."""
        return {str(guild_id): self._commands.usable(guild_id) for guild_id in self._world.guilds}

    def guild(self, guild: Guild) -> JSON:
        """Return a guild with everything that it has, and who of the people is in it."""
        rooms = [*guild.channels.values(), *guild.threads.values()]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "member_ids": [str(user_id) for user_id in guild.members],
            "channels": [self.channel(channel) for channel in rooms],
            "roles": [{"id": str(role.id), "name": role.name} for role in guild.roles.values()],
            "emojis": [emoji(each.emoji) for each in guild.emojis.values()],
            "stickers": [sticker_item(each) for each in guild.stickers.values()],
            "commands": self._commands.usable(guild.id),
        }

    def user(self, user: User) -> JSON:
        """Return a person, with face and colour."""
        return {
            "id": str(user.id),
            "username": user.username,
            "global_name": user.global_name,
            "avatar_url": f"{self._world.attachments.base_url}/avatars/{user.id}/{avatar_hash(user)}.png",
            "accent": f"#{user.accent:06x}",
            "locale": user.locale,
        }

    def channel(self, channel: Channel) -> JSON:
        """Return a channel, a thread with its parent and those who are in it, or somebody's direct messages."""
        payload: JSON = {
            "id": str(channel.id),
            "name": channel.name,
            "type": int(channel.type),
            "topic": channel.topic,
        }
        if channel.recipient:
            payload["recipient_ids"] = [str(channel.recipient.id)]
        if channel.guild:
            payload |= {"guild_id": str(channel.guild.id), "hidden_from": self._hidden_from(channel)}
        if isinstance(channel, Thread):
            payload |= {
                "parent_id": str(channel.parent.id),
                "archived": channel.archived,
                "member_ids": [str(user_id) for user_id in channel.joined],
            }
        return payload

    def message(self, message: Message) -> JSON:
        """Return Discord's message object with what only the page may know."""
        only, asked = message.ephemeral_for, message.interaction
        return messages.message(self._world, message) | {
            "reactions": _reactions(message),
            "ephemeral_for": str(only.id) if only else None,
            "command": _command(asked) if asked else "",
        }

    def _about_message(self, event: events.AboutMessage) -> Frame:
        message = event.message
        match event:
            case events.MessageCreated():
                return "MESSAGE_CREATE", self.message(message)
            case events.MessageUpdated():
                return "MESSAGE_UPDATE", self.message(message)
            case events.MessageDeleted():
                return "MESSAGE_DELETE", _place(message.channel) | {"id": str(message.id)}
            case _:
                place = _place(message.channel) | {"message_id": str(message.id)}
                return "REACTIONS", place | {"reactions": _reactions(message)}

    def _hidden_from(self, channel: Channel) -> list[str]:
        """Return who of the people does not see the channel."""
        seeing = Permissions.VIEW_CHANNEL
        return [str(each.id) for each in self._world.people if seeing not in permissions_in(channel, each)]


def _place(channel: Channel) -> JSON:
    return {"channel_id": str(channel.id)}


def _command(interaction: Interaction) -> str:
    """Return the name of the command that was used, as people write it; "" for buttons and forms."""
    slash = interaction.data.get("type") == CommandType.CHAT_INPUT
    return f"/{interaction.name}" if slash else interaction.name


def _reactions(message: Message) -> list[JSON]:
    return [
        {
            "emoji": emoji(reaction.emoji),
            "count": len(reaction.users),
            "user_ids": [str(user_id) for user_id in reaction.users],
            "bot": any(user.bot for user in reaction.users.values()),
        }
        for reaction in message.reactions.values()
    ]


def _interaction(interaction: Interaction) -> JSON:
    payload: JSON = {
        "id": str(interaction.id),
        "state": interaction.state,
        "user_id": str(interaction.user.id),
        "channel_id": str(interaction.channel.id),
    }
    if interaction.message:
        payload["message_id"] = str(interaction.message.id)
        payload["custom_id"] = interaction.data["custom_id"]
    if interaction.modal:
        payload["modal"] = interaction.modal
    return payload | {"name": _command(interaction)} if interaction.name else payload
