"""The engine's client: picks the least loaded of several engines and reads the frames they answer with."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import AsyncGenerator, Sequence
from http import HTTPStatus
from typing import Self, TypeVar

import aiohttp
from pydantic import BaseModel, ValidationError
from yarl import URL

from engine.frames import FrameError, FrameReader, write_frame
from engine.protocol import (
    LAST,
    MEDIA_TYPE,
    REQUEST_ID,
    ClassList,
    DreamRequest,
    Enclosure,
    Event,
    Health,
    PresetList,
    TasteRequest,
    read_event,
)

log = logging.getLogger(__name__)

_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
SILENCE = 20.0
"""Seconds without so much as a heartbeat after which an engine counts as dead."""
_SLOWEST_LINK = 2**20
"""Bytes a second; a request may take so long to be sent before an answer is missed."""
_AVOIDED_SECONDS = 30.0
"""An engine that has failed is asked last for so long."""

_Answer = TypeVar("_Answer", bound=BaseModel)


class EngineUnreachableError(Exception):
    """No engine answers at any of the URLs; the message names them."""


class EngineDiedError(Exception):
    """The answer broke off before the dream was done, and no other engine could take it over."""


class _Engine:
    """One engine as seen from here."""

    def __init__(self, url: str) -> None:
        self.is_local = url.startswith("unix://")
        self.in_flight = 0
        self.failed_at = float("-inf")
        connector: aiohttp.BaseConnector
        if self.is_local:
            connector, self.base = aiohttp.UnixConnector(url.removeprefix("unix://"), limit=0), "http://engine"
            self.url, token = url, None
        elif url.startswith(("http://", "https://")):
            whole = URL(url)
            # The token stays out of whatever is logged.
            token = whole.password or whole.user
            connector, self.base = aiohttp.TCPConnector(limit=0), str(whole.with_user(None)).rstrip("/")
            self.url = self.base
        else:
            raise ValueError("an engine's URL starts with unix:// or http://")
        self.session = aiohttp.ClientSession(
            connector=connector,
            headers={} if token is None else {"Authorization": f"Bearer {token}"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
        )

    @property
    def reluctance(self) -> tuple[bool, int]:
        """What to sort by: first those that have not just failed, among them the least loaded."""
        return time.monotonic() - self.failed_at < _AVOIDED_SECONDS, self.in_flight

    async def get(self, path: str, kind: type[_Answer]) -> _Answer:
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with self.session.get(self.base + path, timeout=timeout) as response:
            _check_welcome(response)
            response.raise_for_status()
            body = await response.read()
        try:
            return kind.model_validate_json(body)
        except ValidationError:
            raise aiohttp.ClientError("it is no engine, or one of another version") from None


class EngineClient:
    """Asks engines for dreams. Use it as an async context manager.

    URLs are `unix:///path` or `http://TOKEN@host:port`; the token is sent as a bearer's and never logged.

    An engine that says nothing for `silence` seconds counts as dead: a living one sends heartbeats.

    Raises:
        ValueError: a URL is neither, or there is none.
    """

    def __init__(self, urls: Sequence[str], *, silence: float = SILENCE) -> None:
        if not urls:
            raise ValueError("an engine client needs at least one URL")
        self._urls = tuple(urls)
        self._silence = silence
        self._engines: tuple[_Engine, ...] = ()

    async def __aenter__(self) -> Self:
        self._engines = tuple(_Engine(url) for url in self._urls)
        return self

    async def __aexit__(self, *_: object) -> None:
        for engine in self._engines:
            await engine.session.close()

    async def presets(self) -> PresetList:
        """Return the presets of the first engine that answers.

        Raises:
            EngineUnreachableError: none does.
        """
        return await self._first("/v1/presets", PresetList)

    async def classes(self) -> ClassList:
        """Return the classes that the first engine that answers can dream of.

        Raises:
            EngineUnreachableError: none does.
        """
        return await self._first("/v1/classes", ClassList)

    async def health(self) -> Health:
        """Return the health of the first engine that answers.

        Raises:
            EngineUnreachableError: none does.
        """
        return await self._first("/healthz", Health)

    async def healths(self) -> list[Health]:
        """Return the health of every engine that answers."""
        asked = (engine.get("/healthz", Health) for engine in self._engines)
        answers = await asyncio.gather(*asked, return_exceptions=True)
        return [answer for answer in answers if isinstance(answer, Health)]

    async def dream(
        self,
        request: DreamRequest,
        picture: bytes = b"",
        *,
        guides: Sequence[bytes] = (),
        masks: Sequence[bytes] = (),
        request_id: str | None = None,
    ) -> AsyncGenerator[tuple[Event, bytes]]:
        """Yield the events of a dream and the bytes they carry; the last is `Done` or `Error`.

        `picture` is a file, or nothing for a dream from noise; so are the guides that an objective follows and
        the masks of regions. Where an engine cannot be reached the next is asked; where one dies, another one is
        asked once. Closing the iterator cancels the dream. The request id stands in the logs of both sides.

        Raises:
            EngineUnreachableError: no engine answers.
            EngineDiedError: an engine died, and so did the other, or there is no other.
        """
        body = write_frame(request, picture)
        body += b"".join(write_frame(Enclosure(enclosure="guide"), guide) for guide in guides)
        body += b"".join(write_frame(Enclosure(enclosure="mask"), mask) for mask in masks)
        async with contextlib.aclosing(self._events("/v1/dreams", body, request_id)) as events:
            async for pair in events:
                yield pair

    async def taste(
        self, request: TasteRequest, picture: bytes = b"", *, request_id: str | None = None
    ) -> AsyncGenerator[tuple[Event, bytes]]:
        """Yield the events of a tasting sheet and the bytes they carry; the last is `Tasted` or `Error`.

        Raises:
            EngineUnreachableError: no engine answers.
            EngineDiedError: an engine died, and so did the other, or there is no other.
        """
        body = write_frame(request, picture)
        async with contextlib.aclosing(self._events("/v1/tastings", body, request_id)) as events:
            async for pair in events:
                yield pair

    async def _events(self, path: str, body: bytes, request_id: str | None) -> AsyncGenerator[tuple[Event, bytes]]:
        named = request_id or uuid.uuid4().hex
        died: _Engine | None = None
        for engine in self._candidates():
            begun = False
            events = self._ask(engine, path, body, named)
            try:
                async with contextlib.aclosing(events):
                    async for event, blob in events:
                        begun = True
                        yield event, blob
                return
            except (aiohttp.ClientError, TimeoutError, FrameError) as error:
                log.warning("engine %s: request %s: %s", engine.url, named, str(error) or "fell silent")
                engine.failed_at = time.monotonic()
                if begun and died is not None:
                    break
                if begun:
                    died = engine
        if died is not None:
            raise EngineDiedError(died.url)
        raise EngineUnreachableError(", ".join(engine.url for engine in self._engines))

    def _candidates(self) -> list[_Engine]:
        """Return whom to ask, in order. A single URL of a network may be that of many engines and is asked again."""
        engines = sorted(self._engines, key=lambda engine: engine.reluctance)
        return engines * 2 if len(engines) == 1 and not engines[0].is_local else engines

    async def _ask(
        self, engine: _Engine, path: str, body: bytes, request_id: str
    ) -> AsyncGenerator[tuple[Event, bytes]]:
        engine.in_flight += 1
        try:
            async with contextlib.AsyncExitStack() as stack:
                asking = engine.session.post(engine.base + path, data=body, headers={REQUEST_ID: request_id})
                async with asyncio.timeout(self._silence + len(body) / _SLOWEST_LINK):
                    response = await stack.enter_async_context(asking)
                # An answer that was not read to its end must not go back to the pool: closing it cancels.
                stack.callback(response.close)
                _check_welcome(response)
                if response.content_type != MEDIA_TYPE:
                    raise aiohttp.ClientError(f"it is busy or no engine: it answered {response.status}")
                reader = FrameReader()
                while True:
                    async with asyncio.timeout(self._silence):
                        chunk = await response.content.readany()
                    if not chunk:
                        raise FrameError("the answer ended without its last event")
                    for line, blob in reader.feed(chunk):
                        event = read_event(line)
                        yield event, blob
                        if isinstance(event, LAST):
                            return
        finally:
            engine.in_flight -= 1

    async def _first(self, path: str, kind: type[_Answer]) -> _Answer:
        silent = []
        for engine in self._engines:
            try:
                return await engine.get(path, kind)
            except (aiohttp.ClientError, TimeoutError) as error:
                silent.append(f"{engine.url}: {str(error) or 'it says nothing'}")
        raise EngineUnreachableError("; ".join(silent))


class _UnwelcomeError(aiohttp.ClientError):
    """The engine does not accept the token."""


def _check_welcome(response: aiohttp.ClientResponse) -> None:
    if response.status == HTTPStatus.UNAUTHORIZED:
        raise _UnwelcomeError(
            "it does not accept the token; put its DREAM_ENGINE_TOKEN into the URL: http://TOKEN@host:port"
        )
