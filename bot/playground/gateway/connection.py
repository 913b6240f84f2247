"""The gateway's protocol on one websocket."""

import asyncio
import json
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web

from bot.playground.errors import JSON
from bot.playground.gateway.intents import Intents
from bot.playground.gateway.sessions import Outbox, Session
from bot.playground.payloads import people

if TYPE_CHECKING:
    from bot.playground.gateway.gateway import Gateway

HEARTBEAT_MS = 41_250
# An answer at once comes before discord.py's thread has noted when it asked: it would take the line for a slow one.
ROUND_TRIP = 0.05  # seconds
CLOSE_SECONDS = 1.0  # how long a client may take to say goodbye


class Op(IntEnum):
    """What a frame of the gateway is about."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    """Why the gateway hangs up."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OP = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SHARD = 4010
    DISALLOWED_INTENTS = 4014


class Connection:
    """One websocket of a bot, from HELLO to the close."""

    def __init__(self, gateway: "Gateway", socket: web.WebSocketResponse, request: web.Request) -> None:
        self.session: Session | None = None
        self._gateway = gateway
        self._socket = socket
        self._request = request
        self.outbox: Outbox = asyncio.Queue()

    async def run(self) -> None:
        """Talk until one of the two sides hangs up."""
        self._say(Op.HELLO, {"heartbeat_interval": HEARTBEAT_MS})
        writer = asyncio.create_task(self._write())
        try:
            async for frame in self._socket:
                if frame.type is not WSMsgType.TEXT:
                    continue
                if (reason := self._read(frame.data)) is not None:
                    await self.hang_up(reason)
        finally:
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer

    async def hang_up(self, code: int | None = Close.UNKNOWN_ERROR) -> None:
        """Close the websocket with this code; with None, cut the line without a word."""
        if code is None:
            if self._request.transport:
                self._request.transport.abort()
            return
        await self._socket.close(code=code)

    def reconnect(self) -> None:
        """Ask the bot to come back on another connection."""
        self._say(Op.RECONNECT, None)

    async def _write(self) -> None:
        """Send what is in the outbox, in order."""
        with suppress(ConnectionError):
            while True:
                await self._socket.send_str(await self.outbox.get())

    def _say(self, op: Op, data: JSON | bool | None) -> None:
        self.outbox.put_nowait(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def _read(self, text: str) -> int | None:
        """Act on one frame. Return the code to close with, when it is a reason to."""
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            return Close.DECODE_ERROR
        try:
            return self._act(op, data)
        except (AttributeError, KeyError, TypeError, ValueError):  # data that is not what this op carries
            return Close.DECODE_ERROR

    def _act(self, op: int, data: Any) -> int | None:  # noqa: ANN401 - JSON can be anything
        """Do what a frame says. Return the code to close with, when it is a reason to."""
        match op:
            case Op.HEARTBEAT:
                asyncio.get_running_loop().call_later(ROUND_TRIP, self._say, Op.HEARTBEAT_ACK, None)
            case Op.IDENTIFY | Op.RESUME if self.session:
                return Close.ALREADY_AUTHENTICATED
            case Op.IDENTIFY:
                return self._identify(data)
            case Op.RESUME:
                return self._resume(data)
            case Op.PRESENCE | Op.VOICE_STATE | Op.REQUEST_MEMBERS if self.session is None:
                return Close.NOT_AUTHENTICATED
            case Op.REQUEST_MEMBERS:
                self._send_members(data)
            case Op.PRESENCE | Op.VOICE_STATE:
                pass
            case _:
                return Close.UNKNOWN_OP
        return None

    def _identify(self, data: JSON) -> int | None:
        if data.get("token") != self._gateway.token:
            return Close.AUTHENTICATION_FAILED
        intents = Intents(int(data.get("intents", 0)))
        if Intents.MESSAGE_CONTENT in intents and not self._gateway.world.message_content_allowed:
            return Close.DISALLOWED_INTENTS
        shard, shards = map(int, data.get("shard") or (0, 1))
        if not 0 <= shard < shards:
            return Close.INVALID_SHARD
        self.session = self._gateway.open((shard, shards), intents, self.outbox)
        return None

    def _resume(self, data: JSON) -> int | None:
        if data.get("token") != self._gateway.token:
            return Close.AUTHENTICATION_FAILED
        session = self._gateway.resumable(str(data.get("session_id")))
        missed = session.missed_since(int(data.get("seq") or 0)) if session else None
        if session is None or missed is None:
            self._say(Op.INVALID_SESSION, False)
            return None
        for frame in missed:
            self.outbox.put_nowait(frame)
        self.session = session
        self._gateway.carry(session, self.outbox)
        session.send("RESUMED", {})
        return None

    def _send_members(self, data: JSON) -> None:
        """Answer a request for the guild's members, by name's beginning or by id."""
        guild = self._gateway.world.guilds.get(int(data.get("guild_id") or 0))
        if self.session is None or guild is None:
            return
        wanted: Any = data.get("user_ids") or []
        ids = {str(each) for each in (wanted if isinstance(wanted, list) else [wanted])}
        prefix = str(data.get("query") or "").casefold()
        members = [
            people.member(member)
            for member in guild.members.values()
            if (str(member.user.id) in ids if ids else member.user.username.casefold().startswith(prefix))
        ]
        chunk: JSON = {"guild_id": str(guild.id), "members": members, "chunk_index": 0, "chunk_count": 1}
        if data.get("nonce"):
            chunk["nonce"] = data["nonce"]
        self.session.send("GUILD_MEMBERS_CHUNK", chunk)

    async def going_away(self) -> None:
        """Close because the playground closes."""
        await self.hang_up(WSCloseCode.GOING_AWAY)
