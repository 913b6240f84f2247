"""The review: entries that wait for a decision, shown to the host or a moderator one after the other."""

import re
from typing import Self

import discord

from bot.challenges.desk import check_may_decide
from bot.challenges.entries import Status, Verdict
from bot.challenges.objections import NoSuchEntry
from bot.challenges.phases import Phase
from bot.challenges.refusals import NoSuchChallenge, WrongPhase
from bot.challenges.removal import carry_out
from bot.challenges.showing import shown
from bot.challenges.timekeeper import utc_now
from bot.client import DreamBot
from bot.forms import Form
from bot.languages import as_read
from bot.lasting import LastingButton, view_of
from bot.store.challenges import Contest
from bot.store.opening import Store
from bot.words import later, say

Interaction = discord.Interaction[DreamBot]

_LONGEST_REASON = 300


_LABELS = {Verdict.APPROVE: later("Approve"), Verdict.REJECT: later("Reject")}


class VerdictButton(LastingButton, template=r"challenge:(?P<verdict>approve|reject):(?P<entry>\d+)"):
    """Lets an entry in, or asks why it should not be, and shows the next one."""

    def __init__(self, verdict: Verdict, entry: int) -> None:
        style = discord.ButtonStyle.success if verdict is Verdict.APPROVE else discord.ButtonStyle.danger
        custom_id = f"challenge:{verdict}:{entry}"
        super().__init__(discord.ui.Button(label=say(_LABELS[verdict]), style=style, custom_id=custom_id))
        self.verdict = verdict
        self.entry = entry

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(Verdict(match["verdict"]), int(match["entry"]))

    async def act(self, interaction: Interaction) -> None:
        """Do it."""
        contest = await _decided_by(interaction, self.entry)
        if self.verdict is Verdict.REJECT:
            await interaction.response.send_modal(Reason(contest, self.entry))
            return
        await interaction.response.defer()
        store = interaction.client.dispatcher.store
        await store.entries.rule(self.entry, Verdict.APPROVE, interaction.user.id, utc_now())
        await _show_next(interaction, contest)


class Reason(Form):
    """Asks why an entry is rejected; its author is told."""

    def __init__(self, contest: Contest, entry: int) -> None:
        super().__init__(title=say("Why not?"), custom_id=f"challenge:why:{entry}")
        self.reason: discord.ui.TextInput[Self] = discord.ui.TextInput(
            label=say("What its author should know"), custom_id="reason", max_length=_LONGEST_REASON
        )
        self.add_item(self.reason)
        self.contest = contest
        self.entry = entry

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Reject the entry."""
        await interaction.response.defer()
        entries, me = interaction.client.dispatcher.store.entries, interaction.user.id
        ruled, ruling = await entries.rule(self.entry, Verdict.REJECT, me, utc_now(), self.reason.value)
        await _show_next(interaction, self.contest)
        await carry_out(interaction.client, self.contest, ruled, ruling)


async def next_pending(store: Store, contest: Contest) -> tuple[str, list[discord.File], discord.ui.View]:
    """Return a message that shows the entry that has waited longest, or that none does."""
    waiting = [each for each in await store.entries.of(contest.id) if each.entry.status is Status.PENDING]
    if not waiting:
        return say("No dream waits for a decision in challenge {number}.", number=contest.id), [], view_of()
    first = waiting[0]
    view = view_of(*(VerdictButton(verdict, first.entry.id) for verdict in (Verdict.APPROVE, Verdict.REJECT)))
    files = await shown(store, first.dream, "dream", spoiler=first.spoiler)
    words = say(
        "{preset} by {person} · {count} waiting",
        preset=first.entry.preset,
        person=f"<@{first.entry.author}>",
        count=len(waiting),
    )
    return words, files, view


async def _show_next(interaction: Interaction, contest: Contest) -> None:
    with as_read(interaction.message):
        words, files, view = await next_pending(interaction.client.dispatcher.store, contest)
    await interaction.edit_original_response(content=words, attachments=files, view=view)


async def _decided_by(interaction: Interaction, entry: int) -> Contest:
    """Return the challenge of an entry if the person may decide there.

    Raises:
        NoSuchEntry, NoSuchChallenge: it is gone.
        WrongPhase: the vote has begun without what was not approved.
        NotTheHost: they may not.
    """
    store = interaction.client.dispatcher.store
    submission = await store.entries.get(entry)
    if submission is None:
        raise NoSuchEntry(None)
    contest = await store.challenges.get(submission.challenge)
    if contest is None:
        raise NoSuchChallenge(submission.challenge)
    if contest.course.phase is not Phase.ENTRIES:
        raise WrongPhase(
            later("You can decide about entries while they are open; this challenge is {phase}."),
            contest.course.phase.words,
        )
    moderator = interaction.permissions.manage_messages
    otherwise = later("Only the host of the challenge, or a moderator, can decide about entries.")
    check_may_decide(contest, interaction.user.id, otherwise, moderator=moderator)
    return contest
