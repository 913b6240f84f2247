"""Fetching: from where a picture lies to its bytes, no more of them and no longer than it may take."""

import logging
from typing import Self

import aiohttp
from yarl import URL

from bot.sources.hosts import Hosts
from bot.sources.pictures import Picture
from bot.sources.refusals import PictureGone, PictureTooLarge
from bot.sources.source import Source

log = logging.getLogger(__name__)

MAX_BYTES = 25 * 2**20
MAX_SECONDS = 20.0
_CHUNK = 2**16


class Fetcher:
    """Gets pictures from these hosts. Use it as an async context manager."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=MAX_SECONDS),
            # A packed answer could grow far beyond the bytes that came in.
            headers={"Accept-Encoding": "identity"},
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(self, picture: Picture) -> Source:
        """Return the picture's bytes.

        Raises:
            PictureElsewhere: it is not on one of the hosts.
            PictureTooLarge: it has more bytes than are fetched.
            PictureGone: the host does not give it out, or not in time.
        """
        address = self._hosts.check(picture.url)
        if picture.size is not None and picture.size > MAX_BYTES:
            raise PictureTooLarge(MAX_BYTES, picture.size)
        try:
            return Source(await self._read(address), picture.spoiler)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.info("%s gives out no picture: %s", address.host, error or type(error).__name__)
            raise PictureGone from None

    async def _read(self, address: URL) -> bytes:
        assert self._session is not None, "a fetcher is used as a context manager"  # noqa: S101
        # A redirect could lead to any address at all.
        async with self._session.get(address, allow_redirects=False) as response:
            if response.status != 200:
                raise aiohttp.ClientError(f"status {response.status}")
            data = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > MAX_BYTES:
                    raise PictureTooLarge(MAX_BYTES)
        return bytes(data)
