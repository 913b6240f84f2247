"""The page in a real browser: the real bot in the playground, and Chromium to look at it with."""

import base64
import contextlib
import shutil
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from bot.instruments import readings
from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home
from tests.simulated_engine import Script, SimulatedEngine

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "looks at the page in Chromium: apt-get install chromium"
DESKTOP, PHONE = (1280, 800), (390, 844)

# A run that shares its cores with others is slow, and nothing here measures time.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items):
    """All of it lives in the loop in which the browser was started; without a browser it is left out."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        await browser.close()


@pytest.fixture(autouse=True)
def _as_discord_describes_it(contract_kept):
    """Whatever people do on the page, the playground answers the bot as Discord does."""


@pytest_asyncio.fixture(loop_scope="session")
async def discord():
    async with Playground(TOKEN) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="session")
async def bot(discord, engine):
    """The bot with a real engine."""
    async with house(discord, engine) as bot:
        yield bot


@pytest.fixture(scope="session")
def quick_engine(tmp_path_factory):
    with SimulatedEngine(tmp_path_factory.mktemp("engine") / "engine.sock", Script(seconds=0.02)) as engine:
        yield engine


@pytest_asyncio.fixture(loop_scope="session")
async def quick_bot(discord, quick_engine):
    """The bot with an engine that only pretends to dream, where the dream is not what it is about."""
    async with house(discord, quick_engine) as bot:
        yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def look(discord, chromium):
    """Open the page as somebody; at the end nothing may have gone wrong in any that was opened."""
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))

    async with contextlib.AsyncExitStack() as stack:

        async def opened(person="Ada", size=DESKTOP, scheme="dark", place="dreams"):
            width, height = size
            context = await chromium.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                has_touch=size == PHONE,
                reduced_motion="reduce",
            )
            stack.push_async_callback(context.close)
            context.on("page", watch)
            page = await context.new_page()
            await page.goto(f"{discord.url}/#as={person}&in={place}")
            await page.wait_for_selector("body.is-ready")
            return page

        yield opened
    assert wrong == []


@contextlib.asynccontextmanager
async def house(discord, engine):
    """Let the bot live in the playground, with the operator's instruments connected."""
    async with at_home(discord, engines=(engine.url,)) as run:
        discord.operator.instruments = partial(readings, run.bot, run.engines)
        yield run.bot


async def drop(page, name, content, *, how="drop"):
    """Let go of a picture over the page, or paste it."""
    await page.evaluate(
        """([how, name, content]) => {
            const bytes = Uint8Array.from(atob(content), (letter) => letter.codePointAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], name, { type: "image/png" }));
            const kind = { bubbles: true, cancelable: true };
            const event = how === "drop"
                ? new DragEvent("drop", { ...kind, dataTransfer: carried })
                : new ClipboardEvent("paste", { ...kind, clipboardData: carried });
            document.querySelector("#words").dispatchEvent(event);
        }""",
        [how, name, base64.b64encode(content).decode()],
    )


async def write(page, words):
    """Write a message and send it."""
    await page.get_by_role("textbox", name="Message").fill(words)
    await page.keyboard.press("Enter")
