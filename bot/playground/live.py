"""What the page sees live: the whole world at first, then every change."""

import asyncio
import json
from contextlib import suppress

from aiohttp import WSCloseCode, web

from bot.playground import events
from bot.playground.commands import Commands
from bot.playground.errors import JSON
from bot.playground.gateway import Gateway
from bot.playground.objects import Channel, Interaction, InteractionType, Message, User
from bot.playground.payloads import messages
from bot.playground.payloads.expressions import emoji
from bot.playground.payloads.people import avatar_hash
from bot.playground.world import World

SHOWN = 50  # messages of each channel that a new page gets
BEHIND = 1000  # frames that a page may be late before it has to start again
Frames = asyncio.Queue[str | None]


class Live:
    """`/page/live`: one websocket for each open page."""

    def __init__(self, world: World, gateway: Gateway, commands: Commands) -> None:
        self._world = world
        self._gateway = gateway
        self._commands = commands
        self._pages: dict[web.WebSocketResponse, Frames] = {}
        world.listeners.append(self._tell)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Carry one page's websocket."""
        socket = web.WebSocketResponse(timeout=1)
        await socket.prepare(request)
        frames: Frames = asyncio.Queue(BEHIND)
        frames.put_nowait(json.dumps({"t": "HELLO", "d": self._hello()}))
        self._pages[socket] = frames
        writer = asyncio.create_task(self._write(socket, frames, f"http://{request.host}"))
        try:
            async for _ in socket:  # a page only listens
                pass
        finally:
            del self._pages[socket]
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer
        return socket

    async def close(self) -> None:
        """Close every page's websocket."""
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in list(self._pages)))

    async def _write(self, socket: web.WebSocketResponse, frames: Frames, host: str) -> None:
        """Send the frames in order. Addresses carry the name that the page was opened by: it may read no other."""
        with suppress(ConnectionError):
            while True:
                if (frame := await frames.get()) is None:
                    await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
                    return
                await socket.send_str(frame.replace(self._world.attachments.base_url, host))

    def _tell(self, event: events.Event) -> None:
        if not self._pages or (told := self._frame(event)) is None:
            return
        name, data = told
        frame = json.dumps({"t": name, "d": data})
        for frames in self._pages.values():
            if frames.full():  # the page sleeps: when it wakes up, a new HELLO is shorter than what it missed
                while not frames.empty():
                    frames.get_nowait()
                frames.put_nowait(None)
            else:
                frames.put_nowait(frame)

    def _frame(self, event: events.Event) -> tuple[str, JSON] | None:
        """Return the name and data of what the page is told of this event."""
        match event:
            case events.MessageCreated(message):
                return "MESSAGE_CREATE", self._message(message)
            case events.MessageUpdated(message):
                return "MESSAGE_UPDATE", self._message(message)
            case events.MessageDeleted(message):
                return "MESSAGE_DELETE", {"id": str(message.id), "channel_id": str(message.channel.id)}
            case events.ReactionAdded(message) | events.ReactionRemoved(message) | events.ReactionsCleared(message):
                place = {"channel_id": str(message.channel.id), "message_id": str(message.id)}
                return "REACTIONS", place | {"reactions": _reactions(message)}
            case events.TypingStarted(channel, user):
                return "TYPING_START", {"channel_id": str(channel.id), "user_id": str(user.id)}
            case events.CommandsChanged():
                return "COMMANDS", {"commands": self._commands.usable(self._world.guild.id)}
            case events.BotOnline(online):
                return "BOT_ONLINE", {"online": online}
            case events.ChannelCreated(channel):
                return "CHANNEL_CREATE", {"channel": _channel(channel)}
            case events.InteractionChanged(interaction):
                # The letters of an autocomplete are nobody else's business.
                hidden = interaction.type is InteractionType.AUTOCOMPLETE
                return None if hidden else ("INTERACTION", _interaction(interaction))
        return None

    def _hello(self) -> JSON:
        """Return the world as it is."""
        world = self._world
        return {
            "guild": {"id": str(world.guild.id), "name": world.guild.name},
            "channels": [_channel(channel) for channel in world.channels],
            "people": [self._user(person) for person in world.people],
            "bot_user": self._user(world.bot_user) | {"bot": True},
            "bot_online": self._gateway.online,
            "commands": self._commands.usable(self._world.guild.id),
            "messages": {
                str(channel.id): [self._message(each) for each in list(channel.messages.values())[-SHOWN:]]
                for channel in world.channels
            },
        }

    def _user(self, user: User) -> JSON:
        return {
            "id": str(user.id),
            "username": user.username,
            "global_name": user.global_name,
            "avatar_url": f"{self._world.attachments.base_url}/avatars/{user.id}/{avatar_hash(user)}.png",
            "accent": f"#{user.accent:06x}",
        }

    def _message(self, message: Message) -> JSON:
        """Return Discord's message object with what only the page may know: who reacted, and who sees it."""
        only = message.ephemeral_for
        return messages.message(self._world, message) | {
            "reactions": _reactions(message),
            "ephemeral_for": str(only.id) if only else None,
        }


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


def _channel(channel: Channel) -> JSON:
    payload: JSON = {
        "id": str(channel.id),
        "name": channel.name,
        "type": int(channel.type),
        "topic": channel.topic,
    }
    return payload | {"recipient_ids": [str(channel.recipient.id)]} if channel.recipient else payload


def _interaction(interaction: Interaction) -> JSON:
    payload: JSON = {
        "id": str(interaction.id),
        "state": interaction.state,
        "user_id": str(interaction.user.id),
        "channel_id": str(interaction.channel.id),
    }
    if interaction.message:
        payload |= {
            "message_id": str(interaction.message.id),
            "custom_id": interaction.data["custom_id"],
        }
    return payload | {"name": interaction.name} if interaction.name else payload
