"""The vocabulary: what can be said here, and what it means. The presets and classes are the engine's."""

from bot.asking import grammar, tastings
from bot.asking.classes import Classes
from bot.asking.order import Order
from bot.asking.plans import Plan, plan
from bot.dreams.dispatcher import Dispatcher
from bot.dreams.dreaming import asleep
from bot.dreams.menu import Menu
from bot.servers.houses import Houses
from bot.settings import BotSettings
from engine.client import EngineClient, EngineUnreachableError


class Vocabulary:
    """Reads what people say, as their server has it."""

    def __init__(self, settings: BotSettings, dispatcher: Dispatcher, engines: EngineClient, houses: Houses) -> None:
        self._largest_size = max(settings.largest_size, settings.size)
        self._dispatcher = dispatcher
        self._engines = engines
        self._houses = houses
        self._classes: Classes | None = None

    async def menu(self, guild: int | None = None) -> Menu:
        """Return the presets, with the default of that server.

        Raises:
            EngineAsleep: no engine answers.
        """
        return (await self._dispatcher.menu()).favouring(self._houses.of(guild).default_preset)

    async def classes(self) -> Classes:
        """Return the classes, asked from an engine the first time.

        Raises:
            EngineAsleep: no engine answers.
        """
        if self._classes is None:
            # It waits for an engine that is being started.
            await self._dispatcher.menu()
            try:
                self._classes = Classes(await self._engines.classes())
            except EngineUnreachableError as error:
                raise asleep(error) from None
        return self._classes

    @property
    def knows_presets(self) -> bool:
        """Whether `menu` answers at once."""
        return self._dispatcher.knows_menu

    @property
    def knows_words(self) -> bool:
        """Whether `menu` and `classes` answer at once."""
        return self.knows_presets and self._classes is not None

    def largest_size(self, guild: int | None) -> int:
        """Return the longest side that a dream may have in a server, in pixels."""
        return self._houses.of(guild).size(self._largest_size)

    async def read(self, text: str, guild: int | None) -> Order:
        """Return the order that a person's words make in a server.

        Raises:
            Refusal: they are not understood, or no engine answers.
        """
        order = grammar.read(text, await self.menu(), await self.classes())
        self.check(order, guild)
        return order

    async def read_tasting(self, text: str, guild: int | None) -> tuple[tuple[str, ...], Order]:
        """Return the presets that a person wants to taste in a server, and what else they say.

        Raises:
            Refusal: the words are not understood, or no engine answers.
        """
        presets, order = tastings.read(text, await self.menu(), await self.classes())
        self.check(order, guild)
        return presets, order

    def check(self, order: Order, guild: int | None) -> None:
        """Return if its numbers are within their ranges.

        Raises:
            OutOfRange: one is not.
        """
        order.check(self.largest_size(guild))

    async def plan(self, order: Order, guild: int | None) -> Plan:
        """Return how to dream what was ordered in a server.

        Raises:
            Refusal: it cannot be dreamt, or no engine answers.
        """
        return plan(order, await self.menu(guild), await self.classes())
