"""The franchise: whether somebody who presses a button can vote now."""

import discord

from bot.challenges.phases import Phase
from bot.challenges.refusals import NoSuchChallenge, WrongPhase
from bot.challenges.roll import obstacle_to_voting
from bot.client import DreamBot
from bot.store.challenges import Contest
from bot.words import later

Interaction = discord.Interaction[DreamBot]


async def open_to(interaction: Interaction, challenge: int) -> Contest:
    """Return the challenge if the person can vote in it now.

    Raises:
        NoSuchChallenge: there is none any more.
        WrongPhase: the vote is not open.
        Blocked, WrongRole: the server does not let them vote.
        NotAdmitted: the host does not.
    """
    contest = await interaction.client.dispatcher.store.challenges.get(challenge)
    if contest is None:
        raise NoSuchChallenge(challenge)
    if contest.course.phase is not Phase.VOTING:
        raise WrongPhase(
            later("You can vote while the vote is open; this challenge is {phase}."), contest.course.phase.words
        )
    house = interaction.client.houses.of(contest.server)
    if (obstacle := obstacle_to_voting(interaction.user, contest, house)) is not None:
        raise obstacle
    return contest
