"""The engine's client: picks the least loaded of several engines and reads the frames they answer with."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Sequence
from typing import Self

import aiohttp

from engine.frames import FrameError, FrameReader, write_frame
from engine.protocol import (
    LAST,
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


class EngineUnreachableError(Exception):
    """No engine answers at any of the URLs."""


class EngineDiedError(Exception):
    """The answer broke off before the dream was done, and no other engine could take it over."""


class _Engine:
    """One engine as seen from here."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.in_flight = 0
        connector: aiohttp.BaseConnector
        if url.startswith("unix://"):
            connector, self.base = (
                aiohttp.UnixConnector(url.removeprefix("unix://"), limit=0),
                "http://engine",
            )
        elif url.startswith(("http://", "https://")):
            connector, self.base = aiohttp.TCPConnector(limit=0), url.rstrip("/")
        else:
            raise ValueError(f"an engine's URL starts with unix:// or http://, not “{url}”")
        self.session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
        )

    async def get(self, path: str) -> bytes:
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with self.session.get(self.base + path, timeout=timeout, raise_for_status=True) as response:
            return await response.read()


class EngineClient:
    """Asks engines for dreams. Use it as an async context manager; URLs are `unix:///path` or `http://host:port`.

    Raises:
        ValueError: a URL is neither, or there is none.
    """

    def __init__(self, urls: Sequence[str]) -> None:
        if not urls:
            raise ValueError("an engine client needs at least one URL")
        self._urls = tuple(urls)
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
        return PresetList.model_validate_json(await self._first("/v1/presets"))

    async def classes(self) -> ClassList:
        """Return the classes that the first engine that answers can dream of.

        Raises:
            EngineUnreachableError: none does.
        """
        return ClassList.model_validate_json(await self._first("/v1/classes"))

    async def health(self) -> Health:
        """Return the health of the first engine that answers.

        Raises:
            EngineUnreachableError: none does.
        """
        return Health.model_validate_json(await self._first("/healthz"))

    async def healths(self) -> list[Health]:
        """Return the health of every engine that answers."""
        answers = await asyncio.gather(*(engine.get("/healthz") for engine in self._engines), return_exceptions=True)
        return [Health.model_validate_json(answer) for answer in answers if isinstance(answer, bytes)]

    async def dream(
        self,
        request: DreamRequest,
        picture: bytes = b"",
        *,
        guides: Sequence[bytes] = (),
        masks: Sequence[bytes] = (),
    ) -> AsyncGenerator[tuple[Event, bytes]]:
        """Yield the events of a dream and the bytes they carry; the last is `Done` or `Error`.

        `picture` is a file, or nothing for a dream from noise; so are the guides that an objective follows and
        the masks of regions. Where an engine cannot be reached the next is asked; where one dies, another one is
        asked once. Closing the iterator cancels the dream.

        Raises:
            EngineUnreachableError: no engine answers.
            EngineDiedError: an engine died, and so did the other, or there is no other.
        """
        body = write_frame(request, picture)
        body += b"".join(write_frame(Enclosure(enclosure="guide"), guide) for guide in guides)
        body += b"".join(write_frame(Enclosure(enclosure="mask"), mask) for mask in masks)
        async with contextlib.aclosing(self._events("/v1/dreams", body)) as events:
            async for pair in events:
                yield pair

    async def taste(self, request: TasteRequest, picture: bytes = b"") -> AsyncGenerator[tuple[Event, bytes]]:
        """Yield the events of a tasting sheet and the bytes they carry; the last is `Tasted` or `Error`.

        Raises:
            EngineUnreachableError: no engine answers.
            EngineDiedError: an engine died, and so did the other, or there is no other.
        """
        async with contextlib.aclosing(self._events("/v1/tastings", write_frame(request, picture))) as events:
            async for pair in events:
                yield pair

    async def _events(self, path: str, body: bytes) -> AsyncGenerator[tuple[Event, bytes]]:
        died: _Engine | None = None
        for engine in sorted(self._engines, key=lambda engine: engine.in_flight):
            begun = False
            events = self._ask(engine, path, body)
            try:
                async with contextlib.aclosing(events):
                    async for event, blob in events:
                        begun = True
                        yield event, blob
                return
            except (aiohttp.ClientError, TimeoutError, FrameError) as error:
                log.warning("engine %s: %s", engine.url, error or type(error).__name__)
                if begun and died is not None:
                    break
                if begun:
                    died = engine
        if died is not None:
            raise EngineDiedError(died.url)
        raise EngineUnreachableError(", ".join(self._urls))

    async def _ask(self, engine: _Engine, path: str, body: bytes) -> AsyncGenerator[tuple[Event, bytes]]:
        engine.in_flight += 1
        try:
            async with engine.session.post(engine.base + path, data=body) as response:
                try:
                    reader = FrameReader()
                    async for chunk in response.content.iter_any():
                        for line, blob in reader.feed(chunk):
                            event = read_event(line)
                            yield event, blob
                            if isinstance(event, LAST):
                                return
                finally:
                    # An answer that was not read to its end must not go back to the pool: closing it cancels.
                    response.close()
            raise FrameError("the answer ended without its last event")
        finally:
            engine.in_flight -= 1

    async def _first(self, path: str) -> bytes:
        for engine in self._engines:
            try:
                return await engine.get(path)
            except (aiohttp.ClientError, TimeoutError) as error:
                log.debug("engine %s: %s", engine.url, error)
        raise EngineUnreachableError(", ".join(self._urls))
