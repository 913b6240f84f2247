"""Houses: the rules of all servers, in memory for whoever asks, and in the store for the next run."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import discord
from pydantic import ValidationError

from bot.dreams.wishes import Wish
from bot.servers.rules import HouseRules, Spoilers
from bot.store.servers import Servers

log = logging.getLogger(__name__)

_NONE = HouseRules()


class Houses:
    """Answers at once what holds where; a change holds from the moment it is written down."""

    def __init__(self, servers: Servers, role_weights: Mapping[int, float]) -> None:
        """Take the rows, and how much more the operator lets the people with a role dream."""
        self._servers = servers
        self._role_weights = role_weights
        self._rules: dict[int, HouseRules] = {}
        self._changing: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def load(self) -> None:
        """Read what was decided before."""
        for guild, rules in (await self._servers.all()).items():
            try:
                self._rules[guild] = HouseRules.model_validate(rules)
            except ValidationError as error:
                log.error("the rules of server %d cannot be read, so none hold there: %s", guild, error)

    def blocking(self, person: int) -> list[int]:
        """Return the servers that do not want the bot to do anything for a person."""
        return sorted(guild for guild, rules in self._rules.items() if person in rules.blocked)

    def of(self, guild: int | None) -> HouseRules:
        """Return what holds in a server; in direct messages and where nothing was decided, that is nothing."""
        return _NONE if guild is None else self._rules.get(guild, _NONE)

    async def change(self, guild: int, **changes: object) -> tuple[HouseRules, HouseRules]:
        """Decide something anew in a server, and return what held before and what holds now.

        A value that is a function is given what held before, for what is added or taken away.

        Raises:
            NoSuchRule: it cannot be like that.
        """
        async with self._changing[guild]:
            before = self.of(guild)
            decided = {name: value(before) if callable(value) else value for name, value in changes.items()}
            after = before.but(**decided)
            await self._servers.put(guild, after.model_dump(mode="json"))
            self._rules[guild] = after
            return before, after

    def admit(self, person: discord.abc.User, channel: object) -> None:
        """Return if a person may ask for a dream in a channel of whatever kind.

        Raises:
            Refusal: the server does not want it.
        """
        self.of(_guild(channel)).admit(person.id, _roles(person), _places(channel))

    def weight(self, person: discord.abc.User | None) -> float:
        """Return how much more than others somebody may dream."""
        guild = person.guild.id if isinstance(person, discord.Member) else None
        return self.of(guild).weight(_roles(person), self._role_weights)

    def obey(self, wish: Wish, size: int) -> Wish:
        """Return what becomes of a wish under the rules of where it was made; `size` is for those who say none."""
        rules = self.of(wish.place.guild)
        wanted = wish.changes.get("size", size)
        changes = {**wish.changes, "size": rules.size(wanted) if isinstance(wanted, int) else size}
        spoiler = wish.source.spoiler or rules.spoilers is Spoilers.ALWAYS
        return replace(wish, changes=changes, source=replace(wish.source, spoiler=spoiler))


def _guild(channel: object) -> int | None:
    guild = getattr(channel, "guild", None)
    return None if guild is None else int(guild.id)


def _roles(person: discord.abc.User | None) -> set[int]:
    return {role.id for role in person.roles} if isinstance(person, discord.Member) else set()


def _places(channel: object) -> set[int]:
    """Return the ids of a channel, of the one that its thread belongs to, and of their category."""
    ids = (getattr(channel, name, None) for name in ("id", "parent_id", "category_id"))
    return {each for each in ids if each is not None}
