"""The intake: from what somebody asks for to the jobs it becomes."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.asking.occasion import Occasion
from bot.asking.order import Order
from bot.asking.plans import Plan, otherwise
from bot.asking.refusals import GuideNeeded
from bot.asking.vocabulary import Vocabulary
from bot.dreams.dispatcher import Dispatcher
from bot.dreams.journeys import Motion, journey
from bot.dreams.panel import Asker, as_dreamt, ask_on, picture_of
from bot.dreams.sheets import sheet_preset, tasted
from bot.dreams.wishes import Place, Wish
from bot.refusals import Refusal
from bot.servers.houses import Houses
from bot.settings import BotSettings
from bot.sources import pictures
from bot.sources.fetching import Fetcher
from bot.sources.pictures import Picture
from bot.sources.source import NOISE, Source
from bot.store.jobs import Job
from bot.words import say

_SEEDS = 2**63
"""As many as an engine knows; after the last comes the first."""


class Intake:
    """Takes orders."""

    def __init__(
        self, settings: BotSettings, dispatcher: Dispatcher, vocabulary: Vocabulary, fetcher: Fetcher, houses: Houses
    ) -> None:
        self._settings = settings
        self._dispatcher = dispatcher
        self._vocabulary = vocabulary
        self._fetcher = fetcher
        self._houses = houses

    def admit(self, occasion: Occasion) -> None:
        """Return if the person may ask for a dream here and now. It takes no time: nothing is looked up anywhere.

        Raises:
            MissingPermissions: the bot may not show a dream here.
            Refusal: the server does not want it here, or not for this person.
            TooManyDreams: the person has as many under way as they may.
            GoingToSleep: the bot is being stopped.
        """
        occasion.check()
        self._houses.admit(occasion.person, occasion.channel)
        self._dispatcher.check_limits(occasion.person.id)

    async def take(
        self, occasion: Occasion, order: Order, meant: Sequence[Picture], guide: discord.Attachment | None = None
    ) -> None:
        """Make a job of each picture that is meant, or of noise, and tell of those that do not become one.

        Raises:
            Refusal: the recipe cannot be, the guide cannot be had, or no more dreams of noise.
        """
        how = await self._vocabulary.plan(order, occasion.guild_id)
        guides = await self._guides(order, guide)
        place = await occasion.place()
        if not meant:
            await self._submit(occasion, place, how, NOISE, guides, order.motion)
            return
        troubles: list[str] = []
        for picture in meant[: self._settings.pictures_at_once]:
            try:
                source = await self._fetcher.fetch(picture)
                await self._submit(occasion, place, how, source, guides, order.motion)
                # The first of several has taken the place of *is thinking*.
                place = replace(place, card=None)
            except Refusal as refusal:
                troubles.append(refusal.sentence)
        if len(meant) > self._settings.pictures_at_once:
            troubles.append(
                say(
                    "I dream {most} of the {count} pictures; ask again for more.",
                    most=self._settings.pictures_at_once,
                    count=len(meant),
                )
            )
        if troubles:
            await occasion.post("\n".join(dict.fromkeys(troubles)), ephemeral=True)

    async def go_on(
        self, occasion: Occasion, order: Order, dream: Job, guide: discord.Attachment | None = None
    ) -> None:
        """Make a job that goes on from a dream; what the order does not say is as it was.

        Raises:
            Refusal: it is not accepted.
        """
        verb = order.onward or "again"
        place = await occasion.place()
        if order.says_what:
            how, guides = await self._vocabulary.plan(order, occasion.guild_id), await self._guides(order, guide)
            source = await picture_of(self._dispatcher, dream, verb)
            await self._submit(occasion, place, how, source, guides, order.motion)
            return
        asker = Asker(occasion.person.id, self._houses.weight(occasion.person))
        if verb == "deeper" and order.seed is not None:
            # A deeper dream has the seed that comes after the one asked for.
            order = replace(order, seed=(order.seed - 1) % _SEEDS)
        changes = otherwise(order, as_dreamt(dream))
        await ask_on(self._dispatcher, dream, verb, asker, changes, order.motion, (place, occasion.post))

    async def taste(
        self, occasion: Occasion, order: Order, presets: Sequence[str], meant: Sequence[Picture] | Job
    ) -> None:
        """Make a tasting sheet of the first picture that is meant, of noise, or of the picture behind a dream.

        Args:
            occasion: Who asks, and where.
            order: It says at which size and with which seed to dream what is chosen from the sheet.
            presets: Those on it; none for as many as fit.
            meant: Of what.

        Raises:
            Refusal: it is not accepted.
        """
        menu, place = await self._vocabulary.menu(), await occasion.place()
        if isinstance(meant, Job):
            source = await picture_of(self._dispatcher, meant, "again")
        else:
            source = await self._fetcher.fetch(meant[0]) if meant else NOISE
        preset = sheet_preset(menu)
        wish = Wish(
            occasion.person.id,
            preset,
            source,
            place,
            otherwise(order, preset),
            tasting=tasted(menu, presets),
            weight=self._houses.weight(occasion.person),
        )
        await self._dispatcher.submit(wish, occasion.post)

    async def _guides(self, order: Order, guide: discord.Attachment | None) -> tuple[bytes, ...]:
        if not order.guided:
            return ()
        if guide is None:
            raise GuideNeeded
        return ((await self._fetcher.fetch(pictures.of_files([guide])[0])).data,)

    async def _submit(
        self,
        occasion: Occasion,
        place: Place,
        how: Plan,
        source: Source,
        guides: tuple[bytes, ...],
        motion: Motion | None,
    ) -> None:
        going, changes = None, how.changes
        if motion is not None:
            going = journey(motion, self._settings)
            changes = {"size": min(self._settings.size, self._settings.moving_size), **changes}
        wish = Wish(
            occasion.person.id,
            how.preset,
            source,
            place,
            changes,
            guides,
            weight=self._houses.weight(occasion.person),
            journey=going,
        )
        await self._dispatcher.submit(wish, occasion.post)
