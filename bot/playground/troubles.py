"""Troubles: what the operator of a playground can let go wrong with one click, each with a name and a sentence."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.playground import messages
from bot.playground.errors import RefusedError
from bot.playground.faults import Faults
from bot.playground.objects import Channel
from bot.playground.permissions import Permissions
from bot.playground.world import World

A_MESSAGE = r"/channels/\d+/messages/\d+$"
MESSAGES = r"/channels/\d+/messages"
EVERYTHING = r"/"
QUARTER, DAY = 15 * 60, 24 * 60 * 60  # seconds: how long an interaction's token works, and the address of a file


@dataclass(frozen=True)
class Trouble:
    """Something that can go wrong. `deed` is told the channel that the operator looks at."""

    label: str
    detail: str
    deed: Callable[[Channel], Awaitable[object]]


class Troubles:
    """All that the panel offers, by name."""

    def __init__(self, world: World, faults: Faults, skew: Callable[[float], None]) -> None:
        self._world = world
        self._faults = faults
        self._skew = skew
        self._muted: dict[int, Channel] = {}
        self.offered: Mapping[str, Trouble] = {
            "drop": Trouble("Drop the gateway", "The bot resumes its session", self._drop),
            "forget": Trouble("Drop and forget", "The bot has to identify again", self._forget),
            "reconnect": Trouble("Ask to reconnect", "As Discord does now and then", self._reconnect),
            "limit": Trouble("Limit a route", "429 for the next 5 requests about messages", self._limit),
            "storm": Trouble("Limit everything", "A global 429 for the next 10 requests", self._storm),
            "errors": Trouble("Server errors", "502 for the next 5 requests", self._errors),
            "flaky": Trouble("Be flaky", "502 for 6 of the next 30 requests or so", self._flaky),
            "lose": Trouble("Lose an answer", "The next edit is made, and nobody told", self._lose),
            "slow": Trouble("Be slow", "2 seconds for each of the next 10 requests", self._slow),
            "mute": Trouble("Mute the bot here", "It may not send messages in this channel", self._mute),
            "delete": Trouble("Delete its latest", "The bot's latest message here goes", self._delete),
            "quarter": Trouble("15 minutes later", "Tokens of interactions expire", self._later(QUARTER)),
            "day": Trouble("A day later", "Addresses of files expire", self._later(DAY)),
        }

    def heal(self) -> None:
        """Let everything work again. The clock stays where it is, for ids only grow."""
        self._faults.heal()
        for channel in self._muted.values():
            if self._world.bot_user.id in channel.overwrites:
                self._world.lift_overwrite(channel, self._world.bot_user.id)
        self._muted.clear()

    @property
    def pending(self) -> list[str]:
        """What is still to go wrong, each in words."""
        left: Counter[str] = Counter()
        for fault in self._faults.pending:
            left[f"{fault.name}: {fault.method} {fault.path.pattern}"] += fault.times - fault.met
        return [f"{what}, {times} more" for what, times in left.items()] + [
            f"muted in #{channel.name}" for channel in self._muted.values()
        ]

    async def _drop(self, _: Channel) -> None:
        await self._faults.drop_gateway()

    async def _forget(self, _: Channel) -> None:
        await self._faults.drop_gateway(resumable=False)

    async def _reconnect(self, _: Channel) -> None:
        self._faults.ask_to_reconnect()

    async def _limit(self, _: Channel) -> None:
        self._faults.answer("*", MESSAGES, 429, times=5, retry_after=0.5)

    async def _storm(self, _: Channel) -> None:
        self._faults.answer("*", EVERYTHING, 429, times=10, retry_after=0.5, scope="global")

    async def _errors(self, _: Channel) -> None:
        self._faults.answer("*", EVERYTHING, 502, times=5)

    async def _flaky(self, _: Channel) -> None:
        self._faults.scatter("*", EVERYTHING, 502, among=30, share=0.2, seed=self._world.snowflakes.next())

    async def _lose(self, _: Channel) -> None:
        self._faults.cut("PATCH", A_MESSAGE, afterwards=True)

    async def _slow(self, _: Channel) -> None:
        self._faults.delay("*", EVERYTHING, 2, times=10)

    async def _mute(self, channel: Channel) -> None:
        if channel.guild is None:
            raise RefusedError("Nobody can be muted in direct messages.")
        self._muted[channel.id] = channel
        self._world.overwrite(channel, self._world.bot_user.id, deny=Permissions.SEND_MESSAGES)

    async def _delete(self, channel: Channel) -> None:
        theirs = [message for message in channel.messages.values() if message.author is self._world.bot_user]
        if not theirs:
            raise RefusedError("The bot has said nothing here.")
        messages.delete(self._world, theirs[-1])

    def _later(self, seconds: float) -> Callable[[Channel], Awaitable[None]]:
        async def pass_by(_: Channel) -> None:
            self._skew(seconds)

        return pass_by
