"""Entering a dream: by a command, an entry of its menu, a button under it, or by dreaming in the challenge's thread."""

import re
from typing import Self

import discord

from bot.challenges._office import desk_of
from bot.challenges.desk import Desk
from bot.challenges.objections import NoDreamToEnter
from bot.challenges.openness import is_relay, takes_dreams
from bot.challenges.refusals import NotInServer
from bot.challenges.roll import person_of
from bot.challenges.timekeeper import utc_now
from bot.client import DreamBot
from bot.lasting import LastingButton
from bot.store.challenges import Contest
from bot.store.entries import in_order
from bot.store.jobs import Job
from bot.store.opening import Store
from bot.store.states import DREAMT
from bot.words import say


class EnterButton(LastingButton, template=r"challenge:enter:(?P<job>[0-9a-f]{12})"):
    """Enters the dream that it is under, for whoever asked for that."""

    def __init__(self, job: str) -> None:
        super().__init__(discord.ui.Button(label=say("Enter"), emoji="🏁", custom_id=f"challenge:enter:{job}"))
        self.job = job

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["job"])

    async def act(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Enter it."""
        if interaction.guild_id is None or interaction.channel_id is None:
            raise NotInServer
        bot, store = interaction.client, interaction.client.dispatcher.store
        bot.houses.admit(interaction.user, interaction.channel)
        desk = desk_of(bot)
        contest = await desk.find(interaction.guild_id, interaction.channel_id, None, takes_dreams)
        words = await enter(desk, store, contest, interaction.user, await store.jobs.get(self.job))
        await interaction.response.send_message(words, ephemeral=True)


async def enter(
    desk: Desk, store: Store, contest: Contest, member: discord.User | discord.Member, job: Job | None
) -> str:
    """Enter a dream, and return what to say to that.

    Raises:
        NoDreamToEnter: it is none, or none of this server.
        Refusal: it does not enter.
    """
    if job is None or not is_still(job) or job.state not in DREAMT or job.guild != contest.server:
        raise NoDreamToEnter
    entered = await desk.enter(contest, person_of(member), job, utc_now())
    about = {"preset": job.preset.name, "number": contest.id}
    if not entered.entry.standing:
        return say("Your dream with **{preset}** is in challenge {number} once a moderator approves it.", **about)
    if is_relay(contest):
        steps = len(in_order(await store.entries.of(contest.id)))
        return say(
            "Your dream with **{preset}** is step {step} of challenge {number}; who goes on from it?",
            step=steps,
            **about,
        )
    return say("Your dream with **{preset}** is in challenge {number}; good luck!", **about)


def is_still(job: Job) -> bool:
    """Return whether it is a dream that stands still: sheets and films enter nothing."""
    return job.tasting is None and job.journey is None


def has_thread(contest: Contest, channel: int) -> bool:
    """Return whether a channel is the thread of a challenge that takes dreams: it is called by its announcement."""
    return takes_dreams(contest) and channel == contest.announcement
