"""A tour: four people show in two minutes what the bot does. They say what people say; the bot is the real one."""

import asyncio
from collections.abc import Callable

from bot.demo import paintings
from bot.playground import Playground
from bot.playground.components import every
from bot.playground.objects import Message
from bot.playground.people import Person

PATIENCE = 120.0  # seconds for one answer of the bot: an engine may be slow
SMALL = "512px"  # so large are the tour's dreams, lest it take longer than two minutes


class TourError(Exception):
    """The bot did not answer; the message says at which step."""


class Tour:
    """Plays from the first picture to the winner of a challenge.

    Args:
        discord: The playground in which the bot is ready.
        pause: Seconds between two steps, to read and to look.
        tell: Is given a line for each step.
    """

    def __init__(
        self, discord: Playground, *, pause: float = 2.5, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self._discord = discord
        self._room = discord.channels["dreams"]
        self._pause = pause
        self._tell = tell
        self._step = ""

    async def play(self) -> None:
        """Play all of it. Raises TourError."""
        ada, basho, chidi, dali = (self._discord.people[name] for name in ("Ada", "Basho", "Chidi", "Dalí"))
        sky, dusk = await asyncio.to_thread(lambda: (paintings.clouds(3), paintings.hills(5)))
        try:
            await self._presets(ada, basho, chidi, sky, dusk)
            await self._challenge(ada, (basho, chidi, dali), sky, dusk)
        except TimeoutError:
            raise TourError(f"the tour stops where the bot did not answer: {self._step}") from None
        self._tell("that was the tour; it is your turn")

    async def _presets(self, ada: Person, basho: Person, chidi: Person, sky: bytes, dusk: bytes) -> None:
        """Show a dream, one of other things, one by a reaction, and a recipe."""
        await self._begin("a picture of clouds becomes a dream")
        await self._say(ada, "What is there in these clouds?")
        first = await self._dream(ada, f"!dream {SMALL}", sky)
        await self._begin("a reaction dreams the same picture another way")
        await self._wait()
        await basho.react(first, "👀")
        await self._until(lambda m: _is_dream(m) and basho.mention in m.content, first)
        await self._begin("words choose what to dream")
        await self._dream(chidi, f"!dream buildings {SMALL}", dusk)

    async def _challenge(self, host: Person, others: tuple[Person, Person, Person], sky: bytes, dusk: bytes) -> None:
        """Hold a challenge from its announcement to its podium."""
        await self._begin("a challenge: everybody dreams, and enters")
        asked = await self._say(host, "!challenge start theme: castles in the air")
        preview = await self._until(_answers(asked), asked)
        await self._wait()
        await host.press(preview, _button(preview, "challenge:draft:post:"))
        await self._until(lambda m: m.author.bot and m.content.endswith("· entries"), asked)
        wishes = zip(others, ("pagodas", "birds", "dragons"), (sky, dusk, sky), strict=True)
        for person, preset, picture in wishes:
            mine = await self._dream(person, f"!dream {preset} {SMALL}", picture)
            asked = await person.say(self._room, "!challenge enter", reply_to=mine)
            await self._until(_answers(asked), asked)
            await self._wait()
        await self._begin("the vote, in a thread, where nobody sees whose they are")
        asked = await self._say(host, "!challenge close")
        vote = await self._until(lambda m: m.author.bot and m.content.endswith("· voting"), asked)
        shown = await self._entries(vote, asked, len(others))
        for voter, entry in ((host, 0), (others[0], 1), (others[1], 0), (others[2], 0), (others[2], 2)):
            await voter.react(shown[entry], "❤️")
            await asyncio.sleep(self._pause / 4)
        await self._begin("the podium")
        asked = await self._say(host, "!challenge close")
        await self._until(lambda m: m.author.bot and m.content.endswith("· results"), asked)

    async def _entries(self, vote: Message, asked: Message, count: int) -> list[Message]:
        """Return the messages in the thread of the vote that show the dreams, once all of them are there."""
        shown: dict[int, Message] = {}

        def all_there(message: Message) -> bool:
            if message.channel.id == vote.reference_id and message.author.bot and message.attachments:
                shown[message.id] = message
            return len(shown) == count

        await self._until(all_there, asked)
        return list(shown.values())

    async def _begin(self, step: str) -> None:
        self._step = step
        self._tell(step)
        await self._wait()

    async def _dream(self, person: Person, words: str, picture: bytes) -> Message:
        asked = await self._say(person, words, picture)
        dream = await self._until(lambda m: _is_dream(m) and m.referenced is asked, asked)
        await self._wait()
        return dream

    async def _say(self, person: Person, words: str, picture: bytes | None = None) -> Message:
        """Let somebody type for a moment, and say it."""
        await person.type_in(self._room)
        await asyncio.sleep(self._pause / 2)
        return await person.say(self._room, words, files=[("picture.jpg", picture)] if picture else [])

    async def _until(self, predicate: Callable[[Message], object], after: Message) -> Message:
        return await self._discord.until(predicate, after=after, timeout=PATIENCE)

    async def _wait(self) -> None:
        await asyncio.sleep(self._pause)


def _answers(asked: Message) -> Callable[[Message], object]:
    """Return whether a message is the bot's answer to this one."""
    return lambda message: message.author.bot and message.referenced is asked


def _is_dream(message: Message) -> bool:
    """Whether it is a dream that is done: then it can be dreamt again."""
    return message.author.bot and len(message.attachments) == 1 and _button(message, "dream:again:") != ""


def _button(message: Message, beginning: str) -> str:
    """Return the id of the button under a message that begins so; none if there is none."""
    ids = (str(each.get("custom_id", "")) for each in every(message.components))
    return next((each for each in ids if each.startswith(beginning)), "")
