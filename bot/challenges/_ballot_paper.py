"""The ballot paper: buttons under the entries with which people vote, and nobody else sees what they have given."""

import re
from collections.abc import Iterable
from typing import Self

import discord

from bot.challenges import telling
from bot.challenges._franchise import open_to
from bot.challenges.ballots import Mark
from bot.challenges.objections import NoSuchEntry, OwnEntry
from bot.challenges.rules import Voting
from bot.challenges.signs import signs
from bot.client import DreamBot
from bot.lasting import LastingButton
from bot.store.challenges import Contest
from bot.store.entries import Submission, standing
from bot.words import say

Interaction = discord.Interaction[DreamBot]


class GiveButton(LastingButton, template=r"challenge:give:(?P<entry>\d+):(?P<place>[1-3])"):
    """Gives an entry a heart or a place, or takes it back."""

    def __init__(self, entry: int, place: int, emoji: str | None = None) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=None if emoji else str(place), emoji=emoji, custom_id=f"challenge:give:{entry}:{place}"
        )
        super().__init__(button)
        self.entry = entry
        self.place = place

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["entry"]), int(match["place"]))

    async def act(self, interaction: Interaction) -> None:
        """Do it, and show all that the person has given so far."""
        store, voter = interaction.client.dispatcher.store, interaction.user.id
        submission = await store.entries.get(self.entry)
        if submission is None or not submission.entry.standing:
            raise NoSuchEntry(0)
        contest = await open_to(interaction, submission.challenge)
        if submission.entry.author == voter:
            raise OwnEntry
        one_each = contest.rules.voting is Voting.PLACES
        await store.votes.give(contest.id, Mark(voter, self.entry, self.place), one_each=one_each)
        await _show(interaction, contest)


class PaperButton(LastingButton, template=r"challenge:paper:(?P<challenge>\d+)"):
    """Shows somebody what they have given so far."""

    def __init__(self, challenge: int) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=say("My votes"), style=discord.ButtonStyle.primary, custom_id=f"challenge:paper:{challenge}"
        )
        super().__init__(button)
        self.challenge = challenge

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["challenge"]))

    async def act(self, interaction: Interaction) -> None:
        """Do it."""
        await _show(interaction, await open_to(interaction, self.challenge))


def give_buttons(contest: Contest, submission: Submission) -> Iterable[GiveButton]:
    """Return the buttons under an entry; none where people vote with reactions, or on pairs."""
    if not contest.rules.in_private:
        return []
    return (GiveButton(submission.entry.id, place, emoji) for place, emoji in enumerate(signs(contest.rules.voting), 1))


async def _show(interaction: Interaction, contest: Contest) -> None:
    store = interaction.client.dispatcher.store
    numbers = {each.entry.id: each.number for each in standing(await store.entries.of(contest.id))}
    given = [
        (mark.place, numbers[mark.entry] or 0)
        for mark in (await store.votes.ballots(contest.id)).marks
        if mark.voter == interaction.user.id and mark.entry in numbers
    ]
    await interaction.response.send_message(telling.paper(sorted(given), contest.rules), ephemeral=True)
