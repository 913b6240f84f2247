"""The electoral roll: who of those who voted is still in the server, and what matters of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import discord
from discord.ext import commands

from bot.challenges.people import Person
from bot.challenges.refusals import NotInServer
from bot.refusals import Refusal
from bot.servers.rules import HouseRules
from bot.store.challenges import Contest
from bot.words import say

_AT_ONCE = 100
"""Members that Discord tells about in one answer."""


@dataclass(frozen=True)
class Roll:
    """People by their ids."""

    members: dict[int, discord.Member] = field(default_factory=dict)
    """Those who are in the server."""

    def name(self, identifier: int | None) -> str:
        """Return what people call somebody here."""
        member = None if identifier is None else self.members.get(identifier)
        return say("somebody who left") if member is None else member.display_name


def member_of(ctx: commands.Context[Any]) -> tuple[discord.Guild, discord.Member]:
    """Return the server in which somebody asks, and them as its member.

    Raises:
        NotInServer: it is in direct messages.
    """
    if ctx.guild is None or not isinstance(ctx.author, discord.Member):
        raise NotInServer
    return ctx.guild, ctx.author


def person_of(user: discord.User | discord.Member) -> Person:
    """Return what a challenge wants to know of somebody."""
    roles = frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()
    return Person(user.id, user.created_at, user.bot, roles)


def obstacle_to_voting(user: discord.User | discord.Member, contest: Contest, house: HouseRules) -> Refusal | None:
    """Return why the server or the host does not let somebody vote, or None if both do."""
    person = person_of(user)
    barred = house.obstacle(person.id, person.roles)
    return barred or contest.rules.voters.obstacle(person, contest.course.timetable.opens)


async def called(guild: discord.Guild, people: Iterable[int]) -> Roll:
    """Return the roll of these people. It needs no privileged intent.

    Raises:
        TimeoutError: Discord does not answer.
    """
    wanted = sorted(set(people))
    members: dict[int, discord.Member] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        found = await guild.query_members(user_ids=wanted[start : start + _AT_ONCE], limit=_AT_ONCE, cache=False)
        members |= {member.id: member for member in found}
    return Roll(members)
