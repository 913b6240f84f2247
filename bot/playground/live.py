"""What the page sees live: the whole world at first, then every change."""

import asyncio
import json
from contextlib import suppress

from aiohttp import WSCloseCode, web

from bot.playground import events
from bot.playground.frames import Frames
from bot.playground.gateway import Gateway
from bot.playground.world import World

BEHIND = 1000  # frames that a page may be late before it has to start again
Outgoing = asyncio.Queue[str | None]


class Live:
    """`/page/live`: one websocket for each open page. `watched` is set once there has been one."""

    def __init__(self, world: World, gateway: Gateway, frames: Frames) -> None:
        self._world = world
        self._gateway = gateway
        self._frames = frames
        self._pages: dict[web.WebSocketResponse, Outgoing] = {}
        self.watched = asyncio.Event()
        world.listeners.append(self._tell)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Carry one page's websocket."""
        socket = web.WebSocketResponse(timeout=1)
        await socket.prepare(request)
        frames: Outgoing = asyncio.Queue(BEHIND)
        frames.put_nowait(json.dumps({"t": "HELLO", "d": self._frames.hello(online=self._gateway.online)}))
        self._pages[socket] = frames
        self.watched.set()
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

    async def _write(self, socket: web.WebSocketResponse, frames: Outgoing, host: str) -> None:
        """Send the frames in order. Addresses carry the name that the page was opened by: it may read no other."""
        with suppress(ConnectionError):
            while True:
                if (frame := await frames.get()) is None:
                    await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
                    return
                await socket.send_str(frame.replace(self._world.attachments.base_url, host))

    def _tell(self, event: events.Event) -> None:
        if not self._pages or (told := self._frames.of(event)) is None:
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
