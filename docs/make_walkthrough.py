"""Make the README's pictures of a challenge: `make walkthrough` holds one in the playground and looks at the page.

It needs Chromium (`apt-get install chromium`). The photograph is the cat Chelsea (CC0, Stéfan van der Walt), which
comes with scikit-image.
"""

import asyncio
import contextlib
import io
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import skimage.data
from PIL import Image
from playwright.async_api import Browser, async_playwright
from pydantic import SecretStr

from bot.playground import Playground
from bot.playground.objects import Channel, Message
from bot.playground.people import Person
from bot.running import connected
from bot.settings import BotSettings

FOLDER = Path(__file__).parent / "pictures" / "challenge"
TOKEN = "a token for pictures"  # noqa: S105
WIDTH = 1000
PRESETS = {"Basho": "buildings", "Chidi": "birds", "Dalí": "eyes", "Ada": "flowers"}
PATIENCE = 120.0
"""Seconds: dreams take longer where other work is done as well."""
LARGEST_FILE = 150_000


@dataclass(frozen=True)
class Studio:
    """The playground, and a browser that looks at it."""

    discord: Playground
    browser: Browser
    dreams: Channel

    async def until(self, condition: Callable[[Message], object], after: Message | None = None) -> Message:
        """Wait for a message."""
        return await self.discord.until(lambda m: bool(condition(m)), after=after, timeout=PATIENCE)

    async def take(self, name: str, person: Person, shown: Message, height: int) -> None:
        """Write what somebody sees of the channel, up to a message, as a picture of at most `LARGEST_FILE` bytes."""
        page = await self.browser.new_page(
            viewport={"width": WIDTH, "height": height}, color_scheme="dark", reduced_motion="reduce"
        )
        await page.goto(f"{self.discord.url}/#as={person.user.global_name}&in=dreams")
        await page.wait_for_selector("body.is-ready")
        await page.evaluate("document.fonts.ready")
        await page.wait_for_load_state("networkidle")
        row = page.locator(f'[data-id="{shown.id}"]')
        if await row.count():
            await row.evaluate("row => row.scrollIntoView({ block: 'end' })")
        await page.wait_for_timeout(300)
        picture = Image.open(io.BytesIO(await page.screenshot()))
        await page.close()
        for quality in range(88, 30, -4):
            file = io.BytesIO()
            picture.convert("RGB").save(file, "JPEG", quality=quality, optimize=True)
            if file.tell() <= LARGEST_FILE:
                break
        (FOLDER / f"{name}.jpg").write_bytes(file.getvalue())


async def main() -> None:
    """Hold a challenge and write its pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with studio() as seen:
        await walk(seen)


@contextlib.asynccontextmanager
async def studio() -> AsyncIterator[Studio]:
    """Give a playground with the bot in it, its engine, and a browser."""
    async with contextlib.AsyncExitStack() as stack:
        discord = await stack.enter_async_context(Playground(TOKEN))
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = BotSettings(token=SecretStr(TOKEN), discord_url=discord.url, data=data, size=480, panel=())
        await stack.enter_async_context(connected(settings))
        await discord.bot_ready()
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"))
        stack.push_async_callback(browser.close)
        yield Studio(discord, browser, discord.channels["dreams"])


async def walk(seen: Studio) -> None:
    """Go through a challenge from its announcement to the leaderboard."""
    ada, basho = seen.discord.people["Ada"], seen.discord.people["Basho"]
    await ada.invoke(
        seen.dreams,
        "challenge start",
        {"theme": "the cat who dreamt", "picture": ("chelsea.png", cat()), "vote": "pairs"},
    )
    preview = await seen.until(lambda m: "nothing is posted yet" in m.content)
    await seen.take("preview", ada, preview, 820)
    await ada.press(preview, button(preview, "challenge:draft:post"))
    opened = await seen.until(lambda m: m.content.endswith("· entries"))
    await seen.take("announcement", basho, opened, 800)
    for name, preset in PRESETS.items():
        person = seen.discord.people[name]
        asked = await person.say(seen.dreams, f"!dream {preset}", reply_to=opened)
        dream = await seen.until(lambda m, p=person: dreamt_for(m, p), asked)
        await person.press(dream, button(dream, "challenge:enter"))
        entered = await seen.until(lambda m, p=person: m.ephemeral_for is p.user and "good luck" in m.content, dream)
        if person is basho:
            await seen.take("entry", person, entered, 820)
    await vote(seen)
    asked = await ada.say(seen.dreams, "!challenge close")
    results = await seen.until(lambda m: m.content.endswith("· results"), asked)
    await seen.take("podium", basho, results, 820)
    await ada.say(seen.dreams, "!leaderboard")
    await seen.until(lambda m: "best dreamers" in m.content)
    await basho.say(seen.dreams, "!profile")
    card = await seen.until(lambda m: m.author.bot and m.embeds)
    await seen.take("leaderboard", basho, card, 740)


async def vote(seen: Studio) -> None:
    """Let everybody compare all that is not theirs; the first ballot is shown."""
    ada = seen.discord.people["Ada"]
    asked = await ada.say(seen.dreams, "!challenge close")
    notice = await seen.until(lambda m: m.content.endswith("· voting"), asked)
    for person in seen.discord.people.values():
        await person.press(notice, button(notice, "challenge:vote"))
        ballot = await seen.until(lambda m, p=person: m.ephemeral_for is p.user and "Which do you like" in m.content)
        if person is ada:
            await seen.take("ballot", person, ballot, 760)
        for _ in range(3):
            before = ballot.content, list(ballot.components)
            first = min(choices(ballot), key=lambda each: each["label"])
            await person.press(ballot, first["custom_id"])
            await seen.until(lambda m, b=before, own=ballot: m is own and (m.content, list(m.components)) != b)


def choices(message: Message) -> list[dict[str, str]]:
    """Return the buttons of a message."""
    return [each for row in message.components for each in row["components"]]


def button(message: Message, verb: str) -> str:
    """Return the id of the button that does something."""
    return next(each["custom_id"] for each in choices(message) if each["custom_id"].startswith(verb))


def dreamt_for(message: Message, person: Person) -> bool:
    """Return whether it is somebody's finished dream."""
    done = any(each["custom_id"].startswith("dream:again") for each in choices(message))
    return done and f"<@{person.id}>" in message.content


def cat() -> bytes:
    """Return the photograph as a PNG."""
    file = io.BytesIO()
    Image.fromarray(skimage.data.chelsea()).save(file, "PNG")
    return file.getvalue()


if __name__ == "__main__":
    asyncio.run(main())
