"""The polling booth: two dreams at a time, shown to one person alone, who presses the one they like better."""

import asyncio
import re
from typing import Self

import discord

from bot.challenges import showing
from bot.challenges._franchise import open_to
from bot.challenges.ballots import Duel
from bot.challenges.objections import NoSuchEntry, OwnEntry
from bot.challenges.pairs import next_pair, strengths
from bot.client import DreamBot
from bot.lasting import LastingButton, view_of
from bot.store.challenges import Contest
from bot.store.entries import standing
from bot.words import say

Interaction = discord.Interaction[DreamBot]


class BoothButton(LastingButton, template=r"challenge:vote:(?P<challenge>\d+)"):
    """Opens the booth of a challenge to whoever presses."""

    def __init__(self, challenge: int) -> None:
        custom_id = f"challenge:vote:{challenge}"
        super().__init__(discord.ui.Button(label=say("Vote"), style=discord.ButtonStyle.primary, custom_id=custom_id))
        self.challenge = challenge

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["challenge"]))

    async def act(self, interaction: Interaction) -> None:
        """Show two dreams."""
        contest = await open_to(interaction, self.challenge)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show_pair(interaction, contest)


class PreferenceButton(LastingButton, template=r"challenge:prefer:(?P<challenge>\d+):(?P<winner>\d+):(?P<loser>\d+)"):
    """Says that one dream is better than another, and shows the next two."""

    def __init__(self, challenge: int, winner: int, loser: int, label: str = "") -> None:
        custom_id = f"challenge:prefer:{challenge}:{winner}:{loser}"
        super().__init__(
            discord.ui.Button(label=label or "▶", style=discord.ButtonStyle.secondary, custom_id=custom_id)
        )
        self.challenge = challenge
        self.winner = winner
        self.loser = loser

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["challenge"]), int(match["winner"]), int(match["loser"]))

    async def act(self, interaction: Interaction) -> None:
        """Write the answer down."""
        contest = await open_to(interaction, self.challenge)
        store = interaction.client.dispatcher.store
        authors = {each.entry.id: each.entry.author for each in standing(await store.entries.of(contest.id))}
        if not {self.winner, self.loser} <= authors.keys():
            raise NoSuchEntry(None)
        if interaction.user.id in (authors[self.winner], authors[self.loser]):
            raise OwnEntry
        await interaction.response.defer()
        await store.votes.prefer(Duel(interaction.user.id, self.winner, self.loser))
        await _show_pair(interaction, contest)


async def _show_pair(interaction: Interaction, contest: Contest) -> None:
    """Let the person's own message show the next two dreams, or thanks."""
    store, voter = interaction.client.dispatcher.store, interaction.user.id
    shown = {each.entry.id: each for each in standing(await store.entries.of(contest.id))}
    duels = [duel for duel in (await store.votes.ballots(contest.id)).duels if duel.pair <= shown.keys()]
    authors = {number: each.entry.author for number, each in shown.items()}

    def choose() -> tuple[int, int] | None:
        return next_pair(voter, authors, duels, strengths(authors, duels))

    pair = await asyncio.to_thread(choose)
    answered = sum(duel.voter == voter for duel in duels)
    if pair is None:
        words = (
            say("You have compared all of them; thank you!")
            if answered
            else say("There is nothing to compare for you.")
        )
        await interaction.edit_original_response(content=words, attachments=[], view=None)
        return
    one, other = (shown[number] for number in pair)
    view = view_of(
        *(
            PreferenceButton(contest.id, better.entry.id, worse.entry.id, say("Dream {number}", number=better.number))
            for better, worse in ((one, other), (other, one))
        )
    )
    files = [
        *await showing.shown(store, one.dream, f"dream-{one.number}", spoiler=one.spoiler),
        *await showing.shown(store, other.dream, f"dream-{other.number}", spoiler=other.spoiler),
    ]
    words = say("Which do you like better, dream {one} or dream {other}?", one=one.number, other=other.number)
    if answered:
        words += "\n-# " + say("{count} compared so far; stop whenever you like", count=answered)
    await interaction.edit_original_response(content=words, attachments=files, view=view)
