"""All sessions and connections of the bot, and who is told when it comes and goes."""

import asyncio
import secrets

from aiohttp import web

from bot.playground import events
from bot.playground.gateway.connection import CLOSE_SECONDS, Connection
from bot.playground.gateway.dispatches import dispatch_of
from bot.playground.gateway.intents import Intents
from bot.playground.gateway.sessions import Outbox, Session
from bot.playground.payloads import applications, guilds, people
from bot.playground.world import World

API_VERSION = 10
FINISHED = (1000, 1001)  # a bot that closes with one of these does not mean to resume


class Gateway:
    """Where the bot connects. `ready` is set while all its shards are connected, `gone` while none is."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.url = ""
        self.ready = asyncio.Event()
        self.gone = asyncio.Event()
        self.gone.set()
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        world.listeners.append(self._tell)

    @property
    def online(self) -> bool:
        """Whether the bot is there, with at least one shard."""
        return not self.gone.is_set()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Carry one websocket (`GET /gateway`)."""
        socket = web.WebSocketResponse(timeout=CLOSE_SECONDS)
        await socket.prepare(request)
        connection = Connection(self, socket, request)
        self._connections.add(connection)
        try:
            await connection.run()
        finally:
            self._connections.discard(connection)
            self._lose(connection, finished=socket.close_code in FINISHED)
        return socket

    def open(self, shard: tuple[int, int], intents: Intents, outbox: Outbox) -> Session:
        """Begin a session: READY, then those of the guilds that are this shard's."""
        for forgotten in [each for each in self._sessions.values() if each.shard == shard and not each.outbox]:
            del self._sessions[forgotten.id]
        session = Session(secrets.token_hex(16), shard, intents, outbox)
        self._sessions[session.id] = session
        bot = self.world.bot_user
        joined = [guild for guild in self.world.guilds.values() if bot.id in guild.members]
        mine = [guild for guild in joined if session.hears(Intents.NONE, guild.id)]
        session.send(
            "READY",
            {
                "v": API_VERSION,
                "user": people.user(bot) | {"verified": True, "mfa_enabled": False, "email": None},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": list(shard),
                "application": {"id": str(bot.id), "flags": applications.application_flags(self.world)},
            },
        )
        for guild in mine:
            session.send("GUILD_CREATE", guilds.whole_guild(guild, bot))
        self._count()
        return session

    def resumable(self, session_id: str) -> Session | None:
        """Return the session with this id, when it can be resumed."""
        return self._sessions.get(session_id)

    def carry(self, session: Session, outbox: Outbox) -> None:
        """Let another websocket carry this session."""
        session.outbox = outbox
        self._count()

    async def hang_up(self, code: int | None) -> None:
        """Close every connection with this code; with None, cut the lines. Returns when the sessions are loose."""
        connections = list(self._connections)
        for connection in connections:
            self._lose(connection, finished=False)
        await asyncio.gather(*(connection.hang_up(code) for connection in connections))

    def reconnect(self) -> None:
        """Ask the bot to reconnect everywhere, as Discord does now and then."""
        for connection in self._connections:
            connection.reconnect()

    def invalidate(self) -> None:
        """Forget every session that no websocket carries: the bot cannot resume it."""
        for session in [each for each in self._sessions.values() if not each.outbox]:
            del self._sessions[session.id]

    async def close(self) -> None:
        """Say goodbye to every bot."""
        await asyncio.gather(*(connection.going_away() for connection in list(self._connections)))

    def _lose(self, connection: Connection, *, finished: bool) -> None:
        """Take note that a websocket is gone; its session may already be carried by another."""
        session = connection.session
        if session is None or session.outbox is not connection.outbox:
            return
        session.outbox = None
        if finished:
            self._sessions.pop(session.id, None)
        self._count()

    def _tell(self, event: events.Event) -> None:
        """Send an event of the world to every session that hears it."""
        dispatch = dispatch_of(self.world, event)
        if dispatch is None:
            return
        guild_id = dispatch.guild.id if dispatch.guild else None
        for session in self._sessions.values():
            if session.hears(dispatch.needs, guild_id):
                session.send(dispatch.name, dispatch.data(session.intents))
                if isinstance(event, events.InteractionChanged):
                    event.interaction.delivered = True

    def _count(self) -> None:
        """See whether the bot is there, and tell the world when that changed."""
        connected = {session.shard for session in self._sessions.values() if session.outbox}
        if any(len([shard for shard in connected if shard[1] == shards]) == shards for _, shards in connected):
            self.ready.set()
        else:
            self.ready.clear()
        if self.online != bool(connected):
            (self.gone.clear if connected else self.gone.set)()
            self.world.announce(events.BotOnline(self.online))
