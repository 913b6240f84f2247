"""The stage: what people see of a job, on the message that is its card."""

import contextlib
import logging
from typing import Protocol

import discord

from bot.answers import DISCORD_TROUBLE
from bot.dreams import cards
from bot.dreams.live_card import LiveCard
from bot.dreams.unfinished import Unfinished
from bot.languages import Languages
from bot.store.jobs import Job
from bot.words import speaking

log = logging.getLogger(__name__)


class Channels(Protocol):
    """What the stage needs of a discord.py client."""

    @property
    def me(self) -> int:
        """The bot's own id."""

    def get_partial_messageable(self, id: int, *, guild_id: int | None = None) -> discord.PartialMessageable:
        """Return a channel to speak in, of whatever kind it is."""


class Stage:
    """Finds the messages of jobs and lets cards appear and end on them."""

    def __init__(self, channels: Channels, card_interval: float, languages: Languages) -> None:
        self._channels = channels
        self._languages = languages
        self._card_interval = card_interval

    @property
    def myself(self) -> int:
        """The bot's own id."""
        return self._channels.me

    def speaking(self, job: Job) -> contextlib.AbstractContextManager[None]:
        """Speak for a while as those read who see the card of a job."""
        return speaking(self._languages.of(job.guild, job.asker))

    def channel(self, job: Job) -> discord.PartialMessageable:
        """Return where the job was asked for."""
        return self._channels.get_partial_messageable(job.channel, guild_id=job.guild)

    def message(self, job: Job) -> discord.PartialMessage:
        """Return the message of a job whose card is posted, as the channel's: not as an interaction's answer."""
        assert job.card is not None  # noqa: S101 - the caller has waited for it
        return self.channel(job).get_partial_message(job.card)

    def raise_curtain(self, unfinished: Unfinished, buttons: discord.ui.View | None = None) -> None:
        """Let the posted card of a job show from now on where its dream stands, with buttons that it may lack."""
        job = unfinished.job
        with self.speaking(job):
            unfinished.card = LiveCard(
                self.message(job), cards.title_of(job), self._card_interval, spoiler=job.spoiler, buttons=buttons
            )
        unfinished.posted.set()

    async def freeze(self, unfinished: Unfinished) -> None:
        """Let the card stay as it is."""
        if unfinished.card is not None:
            await unfinished.card.stop()

    async def say_last(self, unfinished: Unfinished, words: str) -> None:
        """Let the card end with these words, without preview and buttons."""
        await self.freeze(unfinished)
        if unfinished.job.card is not None:
            await self._edit(unfinished.job, content=words, attachments=[], view=None)

    async def pause(self, unfinished: Unfinished, words: str) -> None:
        """Let the card say for now that nothing happens; its buttons stay."""
        await self.freeze(unfinished)
        if unfinished.job.card is not None:
            await self._edit(unfinished.job, content=words)

    async def _edit(self, job: Job, **changes: object) -> None:
        try:
            await self.message(job).edit(**changes)  # type: ignore[arg-type]
        except DISCORD_TROUBLE as error:
            log.info("card %d of dream %s is out of reach: %s", job.card, job.id, error)
