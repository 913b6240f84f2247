"""The dispatcher: takes each job from its card to its dream, through an engine."""

import asyncio
import contextlib
import logging
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

from bot.dreams import cards
from bot.dreams.delivery import deliver
from bot.dreams.live_card import LiveCard
from bot.dreams.menu import Menu
from bot.dreams.panel import Panels
from bot.dreams.sources import Source
from bot.refusals import DreamBroken, DreamOver, EngineAsleep, EngineRefused, NotYourDream, Refusal, TooManyDreams
from bot.settings import BotSettings
from engine.client import EngineClient, EngineDiedError, EngineUnreachableError
from engine.protocol import Changes, Done, DreamRequest, Error, PresetLine, Preview, Progress, Queued

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """One dream somebody asked for."""

    asker: int
    """The id of the person."""
    preset: PresetLine
    source: Source
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
        self._unfinished: Counter[int] = Counter()
        self._jobs: dict[str, tuple[Job, asyncio.Task[None]]] = {}
        self._cards: dict[int, str] = {}

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
                log.error("no engine answers at %s: start one there, or mend DREAM_BOT_ENGINES", error)
                raise EngineAsleep from None
        return self._menu

    def check_limits(self, person: int) -> None:
        """Return if the person may ask for another dream.

        Raises:
            TooManyDreams: they have as many under way as they may.
        """
        if self._unfinished[person] >= self._settings.dreams_per_person:
            raise TooManyDreams(self._settings.dreams_per_person)

    def submit(self, job: Job, card: discord.PartialMessage) -> None:
        """Start a job whose card has just been posted."""
        self._unfinished[job.asker] += 1
        task = asyncio.create_task(self._run(job, card), name=f"dream {job.id}")
        self._jobs[job.id] = (job, task)
        self._cards[card.id] = job.id
        task.add_done_callback(lambda _: self._gone(job, card.id))

    def cancel_card(self, message_id: int) -> None:
        """Stop the dream whose card was that message, if there is one, and forget its panel."""
        self.panels.forget(message_id)
        if (job_id := self._cards.get(message_id)) is not None:
            self._jobs[job_id][1].cancel()

    async def cancel_by(self, interaction: discord.Interaction, job_id: str) -> None:
        """Stop a dream for the person who pressed its button.

        Raises:
            DreamOver: it has ended.
            NotYourDream: it is somebody else's, and they may not manage messages here.
        """
        if job_id not in self._jobs:
            raise DreamOver
        job, task = self._jobs[job_id]
        if interaction.user.id != job.asker and not interaction.permissions.manage_messages:
            raise NotYourDream
        await interaction.response.defer()
        task.cancel()

    async def close(self) -> None:
        """Cancel every job and wait until its card says so."""
        tasks = [task for _, task in self._jobs.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _gone(self, job: Job, card_id: int) -> None:
        del self._jobs[job.id]
        del self._cards[card_id]
        self._unfinished[job.asker] -= 1
        if not self._unfinished[job.asker]:
            del self._unfinished[job.asker]

    async def _run(self, job: Job, message: discord.PartialMessage) -> None:
        card = LiveCard(message, job.preset, self._settings.card_interval)
        try:
            done, file = await self._dream(job, card)
            await card.stop()
            await deliver(job.preset, job.asker, done, file, message, of_noise=job.source.of_noise)
            self.panels.remember(message.id, job.source)
            await self._lay_out_panel(message)
        except asyncio.CancelledError:
            await card.stop()
            await _close(message, cards.cancelled(job.preset))
            log.info("dream %s was cancelled", job.id)
        except Refusal as refusal:
            await card.stop()
            await _close(message, cards.failed(job.preset, refusal.sentence))
            log.info("dream %s came to nothing: %s", job.id, refusal)
        except discord.NotFound:
            log.info("dream %s: its card is gone", job.id)
        except discord.HTTPException as error:
            log.warning("dream %s could not be posted: %s", job.id, error)
            await _close(message, cards.failed(job.preset, "Discord would not let me post this dream here."))
        finally:
            await card.stop()

    async def _dream(self, job: Job, card: LiveCard) -> tuple[Done, bytes]:
        await self._wait_awake()
        request = DreamRequest(preset=job.preset.name, changes=Changes(size=self._settings.size, seed=job.seed))
        try:
            async with contextlib.aclosing(self._engines.dream(request, job.source.data)) as events:
                async for event, blob in events:
                    match event:
                        case Queued() | Progress():
                            card.show(event)
                        case Preview():
                            card.show_preview(blob)
                        case Done():
                            return event, blob
                        case Error(sentence=sentence):
                            raise EngineRefused(sentence)
        except EngineUnreachableError as error:
            log.error("no engine answers at %s: start one there, or mend DREAM_BOT_ENGINES", error)
            raise EngineAsleep from None
        except EngineDiedError as error:
            log.error("engine %s died in the middle of dream %s", error, job.id)
            raise DreamBroken from None
        raise DreamBroken

    async def _lay_out_panel(self, message: discord.PartialMessage) -> None:
        for preset in (await self.menu()).presets:
            try:
                await message.add_reaction(preset.emoji)
            except discord.NotFound:
                return
            except discord.Forbidden:
                log.warning(
                    "channel %d: I may not add reactions; give me Add Reactions and Read Message History",
                    message.channel.id,
                )
                return


async def _close(message: discord.PartialMessage, content: str) -> None:
    """Let a card say its last words, without preview and buttons."""
    try:
        await message.edit(content=content, attachments=[], view=None)
    except discord.HTTPException as error:
        log.info("card %d is out of reach: %s", message.id, error)
