"""The dispatcher: takes each wish from its acceptance to its dream, and lets nothing that it accepted be lost."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import Any, Protocol

import discord

from bot.dreams import capacity, cards
from bot.dreams.buttons import dream_buttons
from bot.dreams.dreaming import asleep
from bot.dreams.errands import Errands
from bot.dreams.housekeeping import keep_house
from bot.dreams.menu import Menu
from bot.dreams.outbox import Outbox
from bot.dreams.panel import lay_out
from bot.dreams.posting import Post
from bot.dreams.preset_buttons import preset_buttons
from bot.dreams.reception import Reception
from bot.dreams.recovery import recover
from bot.dreams.refusals import DreamOver, NotDelivered, NotYoursToStop
from bot.dreams.runner import Runner
from bot.dreams.stage import Channels, Stage
from bot.dreams.unfinished import Ledger, Unfinished
from bot.dreams.uploads import Guilds, Uploads
from bot.dreams.wishes import Wish
from bot.languages import Languages
from bot.lasting import LastingButton
from bot.locales import ENGLISH
from bot.metrics.chronicle import Chronicle
from bot.metrics.measures import Measures
from bot.queue import FairQueue
from bot.refusals import EngineAsleep, GoingToSleep, Refusal, TooManyDreams
from bot.servers.houses import Houses
from bot.settings import BotSettings
from bot.store.database import STORE_TROUBLE
from bot.store.jobs import Job
from bot.store.opening import Store
from bot.store.states import State
from bot.words import Saying, speaking
from engine.client import EngineClient, EngineUnreachableError
from engine.protocol import Done, PresetLine, Tasted

log = logging.getLogger(__name__)

_LAST_WORDS = 5.0
"""Seconds to post the last cards, and again to say on all cards that the bot stops: Discord may be slow."""


class Discord(Channels, Guilds, Protocol):
    """What is needed of a discord.py client."""

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as discord.py has it
        """Let whoever listens know."""


async def _nothing(_: Job) -> Sequence[LastingButton]:
    return ()


class Dispatcher:
    """The face of all that becomes of dreams.

    `wait_awake` is awaited before an engine is asked, so that one that is being started again is waited for.
    """

    def __init__(
        self,
        settings: BotSettings,
        discord: Discord,
        store: Store,
        engines: EngineClient,
        wait_awake: Callable[[], Awaitable[None]],
        houses: Houses,
        languages: Languages,
        measures: Measures,
    ) -> None:
        self._measures = measures
        self.chronicle = Chronicle(measures)
        self.store = store
        self._discord = discord
        self.besides: Callable[[Job], Awaitable[Sequence[LastingButton]]] = _nothing
        """What else is offered under a dream, below its own buttons."""
        self._houses = houses
        self.ledger = Ledger(store.jobs, self.chronicle.moved)
        self.stage = Stage(discord, settings.card_interval, languages)
        self.uploads = Uploads(discord, store.notes)
        self.settings = settings
        self._engines = engines
        self._wait_awake = wait_awake
        self._menu: Menu | None = None
        self.queue = FairQueue(settings.queue_rules, capacity.at_first(settings.dreams_at_once))
        self.runner = Runner(self.queue, engines, wait_awake, store.spool, self.ledger, self, settings.engine_patience)
        self.outbox = Outbox(store.spool, self.ledger, self.stage, self, self.buttons_under)
        self.reception = Reception(
            store,
            self.ledger,
            self.stage,
            self.queue,
            self.runner,
            self.outbox,
            self.end,
            self.uploads,
            self.check_limits,
            self.chronicle,
        )
        self._accepting = Errands()
        self._chores = Errands()
        self._closing = False

    async def start(self) -> None:
        """Take up what the last run left unfinished."""
        await self.uploads.load()
        await recover(self)
        counting = capacity.keep_counting(
            self._engines, self.settings.dreams_at_once, self.runner.change_capacity, self._measures.engines.set
        )
        self._chores.start(counting, "counting engines")
        self._chores.start(self.runner.tell_places(), "telling places in the line")
        self._chores.start(keep_house(self.store, self.settings), "housekeeping")

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
                raise asleep(error) from None
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
        with self.chronicle.limits():
            self._check_limits(person)

    def _check_limits(self, person: int) -> None:
        if self._closing:
            raise GoingToSleep
        theirs = self.ledger.matching(lambda job: job.asker == person and job.state is not State.DELIVERING)
        if len(theirs) >= self.settings.dreams_per_person:
            raise TooManyDreams(self.settings.dreams_per_person)

    async def submit(self, wish: Wish, post: Post) -> None:
        """Accept a wish and post its card with `post`; when this returns, the job is in the store whatever happens.

        Raises:
            Refusal: it is not accepted.
        """
        task = self.spawn(self.reception.accept(self._houses.obey(wish, self.settings.size), post))
        # Whoever waits here may be cancelled; what is half accepted must be finished all the same.
        await asyncio.shield(task)

    def spawn(self, accepting: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run what must be finished before the bot may stop."""
        return self._accepting.start(accepting, "acceptance")

    async def cancel(self, job_id: str, person: int, *, moderator: bool) -> None:
        """Stop a dream for a person.

        Raises:
            DreamOver: it has ended.
            NotYoursToStop: it is somebody else's, and they are no moderator.
        """
        member = self.ledger.get(job_id)
        if member is None or member.job.state is State.DELIVERING:
            raise DreamOver
        if person != member.job.asker and not moderator:
            raise NotYoursToStop
        if not await self.end(member, State.CANCELLED, partial(cards.cancelled, member.job)):
            raise DreamOver

    async def forget_messages(self, message_ids: Iterable[int]) -> None:
        """Stop the dreams whose cards these deleted messages were, and forget the pictures behind the others."""
        gone = frozenset(message_ids)
        await self._abandon(lambda job: job.card in gone)
        await self.store.jobs.forget_cards(gone)

    async def forget_channel(self, channel: int) -> None:
        """Do the same for all of a channel that is gone."""
        await self._abandon(lambda job: job.channel == channel)
        await self.store.jobs.forget_channel(channel)

    async def forget_guild(self, guild: int) -> None:
        """Do the same for all of a server that is gone."""
        await self._abandon(lambda job: job.guild == guild)
        await self.store.jobs.forget_guild(guild)

    async def close(self) -> None:
        """Accept nothing more; within the time that the settings give, finish what can be or hand it back."""
        self._closing = True
        await self._accepting.wait(_LAST_WORDS)
        # What they have begun in the store is ended before it closes.
        await self._chores.cancel()
        waiting = [asyncio.create_task(self.paused(member)) for member in self.runner.waiting]
        await self.runner.stop(self.settings.stop_within)
        await self.outbox.stop(self.settings.stop_within)
        if waiting:
            await asyncio.wait(waiting, timeout=_LAST_WORDS)
        for member in self.ledger.matching(lambda _: True):
            await self.stage.freeze(member)

    async def end(self, member: Unfinished, state: State, words: Saying | None) -> bool:
        """Let a job end in a final state, its card with these words; return False if it has ended already."""
        with self.stage.speaking(member.job):
            said = None if words is None else words()
        if not await self.ledger.move(member, state, failure=said):
            return False
        self.runner.leave(member)
        if words is None or said is None:
            await self.stage.freeze(member)
        else:
            with speaking(ENGLISH):
                log.info("dream %s for %d: %s", member.job.id, member.job.asker, words())
            await self.stage.say_last(member, said)
        return True

    async def dreamt(self, member: Unfinished, result: str, done: Done | Tasted, work: float | None) -> None:
        """Send a dream that lies in the spool to its card."""
        outcome = done.model_dump(mode="json")
        if await self.ledger.move(member, State.DELIVERING, result=result, outcome=outcome, work=work):
            self.outbox.send(member)

    async def failed(self, member: Unfinished, refusal: Refusal) -> None:
        """Let the card of a dream say why it did not come about."""
        if await self.end(member, State.FAILED, partial(cards.failed, member.job, refusal)):
            self.chronicle.failed(member.job, refusal)

    async def paused(self, member: Unfinished) -> None:
        """Let the card of a dream say that it goes on after a restart."""
        with self.stage.speaking(member.job):
            words = cards.interrupted(member.job)
        await self.stage.pause(member, words)

    async def delivered(self, member: Unfinished) -> None:
        """Lay out the reactions under a dream that is on its card; then it is done."""
        style = self._houses.of(member.job.guild).panel_style
        if member.job.tasting is not None or style.has_reactions:
            try:
                await lay_out(self.stage.message(member.job), await self._panel(member.job))
            except Refusal as refusal:
                log.warning("dream %s gets no reactions: %s", member.job.id, refusal)
        if await self.ledger.move(member, State.DONE):
            self._discord.dispatch("dream", member.job)

    async def too_large(self, member: Unfinished, size: int) -> None:
        """Let a file that is refused for its size be made again as large as it may be, from the same seed."""
        budget = await self.uploads.refused(member.job.guild, size)
        if budget is None:
            await self.failed(member, NotDelivered(size, forbidden=False))
        elif await self.ledger.move(member, State.QUEUED, result=None, outcome=None, budget=budget):
            self.lost(member)

    async def buttons_under(self, job: Job) -> discord.ui.View:
        """Return the buttons under a dream, with those for other presets where the server wants them."""
        more: list[LastingButton] = []
        # The dream must not wait for a store that does not answer, nor for the presets of an engine that is gone.
        with contextlib.suppress(*STORE_TROUBLE):
            more += await self.besides(job)
        if self._houses.of(job.guild).panel_style.has_buttons:
            with contextlib.suppress(EngineAsleep):
                more += preset_buttons(job.id, await self._panel(job))
        return dream_buttons(job, more)

    async def unwanted(self, member: Unfinished) -> None:
        """Let a dream go whose card somebody has deleted."""
        await self.end(member, State.CANCELLED, None)

    def lost(self, member: Unfinished) -> None:
        """Let a dream whose file is gone be dreamt anew."""
        self.stage.raise_curtain(member)
        self.runner.join(member)

    async def _panel(self, job: Job) -> list[PresetLine]:
        """Return the presets that are offered under a dream, or those on a tasting sheet."""
        wanted = job.tasting or self._houses.of(job.guild).panel
        return (await self.menu()).panel(self.settings.panel if wanted is None else wanted)

    async def _abandon(self, condition: Callable[[Job], bool]) -> None:
        for member in self.ledger.matching(condition):
            await self.end(member, State.CANCELLED, None)
