"""The intake: from what somebody asks for to the jobs it becomes."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from bot.asking import grammar
from bot.asking.classes import Classes
from bot.asking.occasion import Occasion
from bot.asking.order import Order
from bot.asking.refusals import BadRecipe
from bot.dreams.dispatcher import Dispatcher, Job
from bot.dreams.menu import Menu
from bot.refusals import EngineAsleep, Refusal
from bot.settings import BotSettings
from bot.sources.fetching import Fetcher
from bot.sources.finding import Clues, find
from bot.sources.source import NOISE, Source
from engine.client import EngineClient, EngineUnreachableError
from engine.protocol import PresetLine

log = logging.getLogger(__name__)

_OWN_EMOJI = "🔮"
"""Stands for a dream whose objective is the asker's own."""

_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Plan:
    """How to dream: a preset, and what is to be otherwise."""

    preset: PresetLine
    changes: Mapping[str, JsonValue]


class Intake:
    """Takes orders."""

    def __init__(self, settings: BotSettings, dispatcher: Dispatcher, engines: EngineClient, fetcher: Fetcher) -> None:
        self.dispatcher = dispatcher
        self._settings = settings
        self._engines = engines
        self._fetcher = fetcher
        self._classes: Classes | None = None

    async def menu(self) -> Menu:
        """Return the presets.

        Raises:
            EngineAsleep: no engine answers.
        """
        return await self.dispatcher.menu()

    async def classes(self) -> Classes:
        """Return the classes, asked from an engine the first time.

        Raises:
            EngineAsleep: no engine answers.
        """
        if self._classes is None:
            # It waits for an engine that is being started.
            await self.dispatcher.menu()
            try:
                self._classes = Classes(await self._engines.classes())
            except EngineUnreachableError as error:
                log.error("no engine answers at %s: start one there, or mend DREAM_BOT_ENGINES", error)
                raise EngineAsleep from None
        return self._classes

    @property
    def knows_words(self) -> bool:
        """Whether `menu` and `classes` answer at once."""
        return self.dispatcher.knows_menu and self._classes is not None

    async def read(self, text: str) -> Order:
        """Return the order that a person's words make.

        Raises:
            Refusal: they are not understood, or no engine answers.
        """
        order = grammar.read(text, await self.menu(), await self.classes())
        self.check(order)
        return order

    def check(self, order: Order) -> None:
        """Return if its numbers are within their ranges.

        Raises:
            OutOfRange: one is not.
        """
        order.check(max(self._settings.largest_size, self._settings.size))

    def admit(self, occasion: Occasion) -> None:
        """Return if the person may ask for a dream here and now. It takes no time: nothing is looked up anywhere.

        Raises:
            MissingPermissions: the bot may not show a dream here.
            TooManyDreams: the person has as many under way as they may.
            GoingToSleep: the bot is being stopped.
        """
        occasion.check()
        self.dispatcher.check_limits(occasion.person.id)

    async def take(self, occasion: Occasion, order: Order, clues: Clues) -> None:
        """Make a job of each picture that is meant, and tell of those that do not become one.

        Raises:
            Refusal: no picture can be found, or the recipe cannot be.
        """
        plan = plan_of(order, await self.menu(), await self.classes())
        meant = await find(clues)
        if not meant:
            self._submit(occasion, plan, NOISE)
            return
        troubles: list[str] = []
        for picture in meant[: self._settings.pictures_at_once]:
            try:
                self._submit(occasion, plan, await self._fetcher.fetch(picture))
            except Refusal as refusal:
                troubles.append(refusal.sentence)
        if len(meant) > self._settings.pictures_at_once:
            troubles.append(
                f"I dream {self._settings.pictures_at_once} of the {len(meant)} pictures; ask again for more."
            )
        if troubles:
            await occasion.post("\n".join(dict.fromkeys(troubles)), ephemeral=True)

    def _submit(self, occasion: Occasion, plan: Plan, source: Source) -> None:
        self.dispatcher.submit(Job(occasion.person.id, plan.preset, source, plan.changes), occasion.post)


def plan_of(order: Order, menu: Menu, classes: Classes) -> Plan:
    """Return how to dream what was ordered.

    Raises:
        UnknownPreset: its preset does not exist.
        BadRecipe: a field of its recipe cannot be that.
    """
    named = menu.named(order.preset) if order.preset else None
    preset = named or (menu.named(classes.preset) if order.classes else menu.default)
    wanted = [order.objective or (named.recipe.objective if named else ""), *order.classes]
    objective = " + ".join(filter(None, wanted)) if order.objective or order.classes else None
    own: dict[str, JsonValue] = {"size": order.size, "seed": order.seed, "objective": objective}
    changes = {field: value for field, value in own.items() if value is not None}
    if order.strength != 1:
        changes["strength"] = round(preset.recipe.strength * order.strength, 6)
    try:
        recipe = preset.changed(changes)
    except ValueError as wrong:
        raise BadRecipe(str(wrong)) from None
    if objective is None:
        return Plan(preset, changes)
    title = recipe.objective.replace("_", " ")[:_LONGEST_TITLE]
    line = PresetLine(name=title, emoji=_OWN_EMOJI, line=f"More and more {title}.", recipe=recipe)
    return Plan(line, {**recipe.model_dump(mode="json", exclude={"network", "size", "seed"}), **changes})
