"""Fetching from a host that is not kind: too much, too slow, elsewhere, not at all."""

import asyncio

import pytest
from aiohttp import web

from bot.sources import fetching
from bot.sources.fetching import Fetcher
from bot.sources.hosts import Hosts
from bot.sources.pictures import Picture
from bot.sources.refusals import PictureGone, PictureTooLarge
from bot.sources.source import Source


class Host:
    """A host of pictures, which counts who asks."""

    def __init__(self):
        self.asked = []
        self.over = asyncio.Event()

    async def good(self, request):
        self.asked.append(request.path)
        return web.Response(body=b"a picture", content_type="image/png")

    async def endless(self, request):
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(1000))

    async def silent(self, request):
        await self.over.wait()

    async def elsewhere(self, request):
        raise web.HTTPFound("/good")


@pytest.fixture
async def host():
    host = Host()
    app = web.Application()
    app.add_routes([web.get(f"/{name}", getattr(host, name)) for name in ("good", "endless", "silent", "elsewhere")])
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield host
    host.over.set()
    await runner.cleanup()


@pytest.fixture
async def fetcher(host):
    async with Fetcher(Hosts(host.url)) as fetcher:
        yield fetcher


async def test_a_picture_comes_with_its_spoiler(host, fetcher):
    assert await fetcher.fetch(Picture(f"{host.url}/good", spoiler=True)) == Source(b"a picture", spoiler=True)


async def test_a_picture_that_is_said_to_be_too_large_is_not_even_asked_for(host, fetcher):
    with pytest.raises(PictureTooLarge, match="weighs 30 MB; I can take up to 25 MB"):
        await fetcher.fetch(Picture(f"{host.url}/good", size=30 * 2**20))
    assert host.asked == []


async def test_a_picture_without_an_end_is_cut_off(host, fetcher, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 100_000)
    with pytest.raises(PictureTooLarge, match="too much"):
        await fetcher.fetch(Picture(f"{host.url}/endless"))


async def test_a_host_that_is_silent_is_not_waited_for(host, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.1)
    async with Fetcher(Hosts(host.url)) as fetcher:
        with pytest.raises(PictureGone):
            await fetcher.fetch(Picture(f"{host.url}/silent"))


@pytest.mark.parametrize("path", ["missing", "elsewhere"])
async def test_what_is_gone_or_moved_is_not_followed(host, fetcher, path):
    with pytest.raises(PictureGone):
        await fetcher.fetch(Picture(f"{host.url}/{path}"))
    assert host.asked == []
