"""The dispatcher: takes each job from its card to its dream, through an engine."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, assert_never

import discord
from pydantic import JsonValue

from bot.answers import DISCORD_TROUBLE, explain
from bot.dreams import cards
from bot.dreams.delivery import deliver
from bot.dreams.live_card import LiveCard
from bot.dreams.menu import Menu
from bot.dreams.panel import Panels, cancel_view, lay_out
from bot.refusals import DreamBroken, DreamOver, EngineAsleep, EngineRefused, GoingToSleep, NotYourDream, TooManyDreams
from bot.settings import BotSettings
from bot.sources.source import Source
from engine.client import EngineClient, EngineDiedError, EngineUnreachableError
from engine.protocol import Done, DreamRequest, Error, PresetLine, Preview, Progress, Queued, Started, Tasted

log = logging.getLogger(__name__)


class Post(Protocol):
    """Posts a message where the dream was asked for, as an answer to whatever asked."""

    async def __call__(self, content: str, *, view: discord.ui.View) -> discord.Message:
        """Post it and return it."""


@dataclass(frozen=True)
class Job:
    """One dream somebody asked for."""

    asker: int
    """The id of the person."""
    preset: PresetLine
    source: Source
    changes: Mapping[str, JsonValue] = field(default_factory=dict)
    """Fields of the recipe that are not the preset's; a seed among them is that of the dream."""
    guides: tuple[bytes, ...] = ()
    """Files of the pictures that the objective follows."""
    id: str = field(default_factory=lambda: secrets.token_hex(6))
    seed: int = field(default_factory=lambda: secrets.randbelow(2**32))


class Dispatcher:
    """Runs jobs side by side; `wait_awake` is awaited before each so that an engine that restarts is waited for."""

    def __init__(self, settings: BotSettings, engines: EngineClient, wait_awake: Callable[[], Awaitable[None]]) -> None:
        self.panels = Panels()
        self._settings = settings
        self._engines = engines
        self._wait_awake = wait_awake
        self._menu: Menu | None = None
        self._jobs: dict[str, tuple[Job, asyncio.Task[None]]] = {}
        self._cards: dict[int, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    async def menu(self) -> Menu:
        """Return the presets, asked from an engine the first time.

        Raises:
            EngineAsleep: no engine answers.
        """
        if self._menu is None:
            await self._wait_awake()
            try:
                self._menu = Menu(await self._engines.presets())
            except EngineUnreachableError as error:
                raise _asleep(error) from None
        return self._menu

    @property
    def knows_menu(self) -> bool:
        """Whether `menu` answers at once."""
        return self._menu is not None

    def check_limits(self, person: int) -> None:
        """Return if the person may ask for another dream now.

        Raises:
            TooManyDreams: they have as many under way as they may.
            GoingToSleep: `close` has been called.
        """
        if self._closing:
            raise GoingToSleep
        unfinished = sum(job.asker == person for job, _ in self._jobs.values())
        if unfinished >= self._settings.dreams_per_person:
            raise TooManyDreams(self._settings.dreams_per_person)

    def submit(self, job: Job, post: Post) -> None:
        """Start a job; its card is posted with `post`.

        Raises:
            TooManyDreams: the asker has as many under way as they may.
            GoingToSleep: `close` has been called.
        """
        self.check_limits(job.asker)
        task = asyncio.create_task(self._run(job, post), name=f"dream {job.id}")
        self._jobs[job.id] = (job, task)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def cancel_card(self, message_id: int) -> None:
        """Stop the dream whose card was that message, if there is one, and forget its panel."""
        self.panels.forget(message_id)
        if (job_id := self._cards.get(message_id)) is not None:
            self._jobs[job_id][1].cancel()

    def cancel(self, job_id: str, person: int, *, moderator: bool) -> None:
        """Stop a dream for a person.

        Raises:
            DreamOver: it has ended.
            NotYourDream: it is somebody else's, and they are no moderator.
        """
        if job_id not in self._jobs:
            raise DreamOver
        job, task = self._jobs[job_id]
        if person != job.asker and not moderator:
            raise NotYourDream
        task.cancel()

    async def close(self) -> None:
        """Stop every job and wait until its card says so."""
        self._closing = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, job: Job, post: Post) -> None:
        card: discord.PartialMessage | None = None
        posting = asyncio.ensure_future(post(cards.falling_asleep(job.preset), view=cancel_view(job.id)))
        stopped = False
        try:
            try:
                message = await asyncio.shield(posting)
            except asyncio.CancelledError:
                # People may see the card already, so it has to be told that there will be no dream.
                message = await posting
                stopped = True
            # Not the message that came back: edits of an interaction's answer fail once its token is 15 minutes old.
            card = discord.PartialMessage(channel=message.channel, id=message.id)
            self._cards[card.id] = job.id
            last_words = self._stopped(job) if stopped else await self._dream_on(job, card)
        except DISCORD_TROUBLE as error:
            log.warning("dream %s for %d has no card: %s", job.id, job.asker, error)
            return
        finally:
            del self._jobs[job.id]
            if card is not None:
                del self._cards[card.id]
        if last_words is None:
            self.panels.remember(card.id, job.source)
            await lay_out(card, (await self.menu()).panel(self._settings.panel))
        else:
            log.info("dream %s for %d: %s", job.id, job.asker, last_words)
            await _say_last(card, last_words)

    async def _dream_on(self, job: Job, card: discord.PartialMessage) -> str | None:
        """Turn the card into the dream; return None, or what the card should say because it did not become one.

        Raises:
            discord.NotFound: somebody has deleted the card.
        """
        live = LiveCard(card, job.preset, self._settings.card_interval, spoiler=job.source.spoiler)
        try:
            done, file = await self._dream(job, live)
            await live.stop()
            await deliver(job.preset, job.asker, done, file, card, job.source)
        except asyncio.CancelledError:
            return self._stopped(job)
        except discord.NotFound:
            raise
        # Whatever it is, the card must not look as if the dream went on.
        except Exception as error:  # noqa: BLE001
            return cards.failed(job.preset, explain(error))
        finally:
            await live.stop()
        return None

    def _stopped(self, job: Job) -> str:
        return cards.interrupted(job.preset) if self._closing else cards.cancelled(job.preset)

    async def _dream(self, job: Job, live: LiveCard) -> tuple[Done, bytes]:
        """Return the dream and its file, showing how it goes.

        Raises:
            Refusal: it does not come about.
        """
        await self._wait_awake()
        changes = {"size": self._settings.size, "seed": job.seed, **job.changes}
        # With an objective of the asker's own, the changes are the whole recipe, and its name is no preset's.
        preset = None if "objective" in changes else job.preset.name
        request = DreamRequest(preset=preset, changes=changes)
        try:
            async with contextlib.aclosing(self._engines.dream(request, job.source.data, guides=job.guides)) as events:
                async for event, blob in events:
                    match event:
                        case Queued() | Progress():
                            live.show(event)
                        case Preview():
                            live.show_preview(blob)
                        case Done():
                            return event, blob
                        case Error(sentence=sentence):
                            raise EngineRefused(sentence)
                        case Started() | Tasted():
                            pass
                        case _:
                            assert_never(event)
        except EngineUnreachableError as error:
            raise _asleep(error) from None
        except EngineDiedError as error:
            log.error("engine %s died in the middle of dream %s", error, job.id)
        raise DreamBroken


def _asleep(error: EngineUnreachableError) -> EngineAsleep:
    log.error("no engine answers at %s: start one there, or mend DREAM_BOT_ENGINES", error)
    return EngineAsleep()


async def _say_last(card: discord.PartialMessage, words: str) -> None:
    """Let a card end without preview and buttons."""
    try:
        await card.edit(content=words, attachments=[], view=None)
    except DISCORD_TROUBLE as error:
        log.info("card %d is out of reach: %s", card.id, error)
