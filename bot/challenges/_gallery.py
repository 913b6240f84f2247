"""The gallery: the dreams of a challenge one after the other, each person turning their own pages."""

import re
from typing import Self

import discord
from discord.ext import commands

from bot.answers import reply
from bot.challenges import notices, results
from bot.challenges.kinds import Judging
from bot.challenges.phases import Phase
from bot.challenges.refusals import NoSuchChallenge, WrongPhase
from bot.challenges.showing import shown
from bot.challenges.titles import headline
from bot.client import DreamBot
from bot.lasting import LastingButton, view_of
from bot.store.challenges import Contest
from bot.store.entries import Submission, in_order, standing
from bot.store.opening import Store
from bot.words import later, say

Interaction = discord.Interaction[DreamBot]


class GalleryButton(LastingButton, template=r"challenge:gallery:(?P<challenge>\d+):(?P<page>\d+)"):
    """Shows a dream: on the page it is on where nobody else sees that, else on one of the person's own."""

    def __init__(self, challenge: int, page: int, label: str = "") -> None:
        custom_id = f"challenge:gallery:{challenge}:{page}"
        super().__init__(discord.ui.Button(label=label or say("Gallery"), custom_id=custom_id))
        self.challenge = challenge
        self.page = page

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["challenge"]), int(match["page"]))

    async def act(self, interaction: Interaction) -> None:
        """Show it."""
        store = interaction.client.dispatcher.store
        contest = await store.challenges.get(self.challenge)
        if contest is None or contest.server != interaction.guild_id:
            raise NoSuchChallenge(self.challenge)
        words, files, view = await _page(store, contest, self.page)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await interaction.response.edit_message(content=words, attachments=files, view=view)
        else:
            await interaction.response.send_message(words, files=files, view=view, ephemeral=True)


async def show_gallery(ctx: commands.Context[DreamBot], contest: Contest) -> None:
    """Answer a command with the first page.

    Raises:
        WrongPhase: what was entered is not shown yet.
    """
    words, files, view = await _page(ctx.bot.dispatcher.store, contest, 0)
    await reply(ctx, words, files=files, view=view, ephemeral=True)


async def _page(store: Store, contest: Contest, number: int) -> tuple[str, list[discord.File], discord.ui.View]:
    if contest.course.phase not in (Phase.VOTING, Phase.RESULTS):
        told = later("You can look at the dreams when the vote begins; this challenge is {phase}.")
        raise WrongPhase(told, contest.course.phase.words)
    entered = await _hung(store, contest)
    if not entered:
        return say("{challenge}: there is nothing to see.", challenge=headline(contest)), [], view_of()
    page = min(number, len(entered) - 1)
    submission, words = entered[page]
    turns = [GalleryButton(contest.id, page - 1, "◀")] if page else []
    turns += [GalleryButton(contest.id, page + 1, "▶")] if page + 1 < len(entered) else []
    files = await shown(store, submission.dream, f"dream-{page + 1}", spoiler=submission.spoiler)
    gone = "" if files else f"\n-# {say('Its picture is no longer kept.')}"
    head = say("{challenge} · {page} of {all}", challenge=headline(contest), page=page + 1, all=len(entered))
    return f"{head}\n{words}{gone}", files, view_of(*turns)


async def _hung(store: Store, contest: Contest) -> list[tuple[Submission, str]]:
    """Return the dreams in the order in which they hang, each with what stands beside it."""
    entered = await store.entries.of(contest.id)
    if contest.rules.kind.judging is Judging.NOBODY:
        return [
            (each, say("step {step} by {person}", step=step, person=f"<@{each.entry.author}>"))
            for step, each in enumerate(in_order(entered), 1)
        ]
    if contest.course.phase is Phase.VOTING:
        numbered = sorted(standing(entered), key=lambda each: each.number or 0)
        return [(each, notices.entry(contest, each)) for each in numbered]
    by_id = {each.entry.id: each for each in entered}
    return [
        (by_id[one.entry], results.placed(one.finish, one.points, contest.rules))
        for one in await store.outcomes.results(contest.id)
        if one.entry in by_id
    ]
