"""Reports: a button under each entry tells the moderators that something is wrong with it, and they decide."""

import logging
import re
from typing import Self

import discord

from bot.answers import DISCORD_TROUBLE
from bot.challenges.desk import check_may_decide
from bot.challenges.entries import Verdict
from bot.challenges.objections import NoModeratorToTell, NoSuchEntry, ReportedBefore
from bot.challenges.refusals import NoSuchChallenge
from bot.challenges.removal import carry_out
from bot.challenges.showing import shown
from bot.challenges.timekeeper import utc_now
from bot.challenges.titles import bare
from bot.client import DreamBot
from bot.forms import Form
from bot.lasting import LastingButton, view_of
from bot.store.challenges import Contest
from bot.store.entries import Submission
from bot.words import later, say, speaking

log = logging.getLogger(__name__)

Interaction = discord.Interaction[DreamBot]

_LONGEST_REASON = 300


class ReportButton(LastingButton, template=r"challenge:report:(?P<entry>\d+)"):
    """Asks what is wrong with an entry."""

    def __init__(self, entry: int) -> None:
        super().__init__(discord.ui.Button(label=say("Report"), emoji="🚩", custom_id=f"challenge:report:{entry}"))
        self.entry = entry

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["entry"]))

    async def act(self, interaction: Interaction) -> None:
        """Ask."""
        contest, submission = await _known(interaction.client, self.entry)
        interaction.client.houses.admit(interaction.user, interaction.channel)
        await interaction.response.send_modal(_Complaint(contest, submission))


class SettleButton(LastingButton, template=r"challenge:settle:(?P<verb>remove|keep):(?P<entry>\d+)"):
    """Lets a moderator take a reported entry out, or keep it."""

    def __init__(self, verb: str, entry: int) -> None:
        style = discord.ButtonStyle.danger if verb == "remove" else discord.ButtonStyle.secondary
        label = say("Remove") if verb == "remove" else say("Keep")
        custom_id = f"challenge:settle:{verb}:{entry}"
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=custom_id))
        self.verb = verb
        self.entry = entry

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["verb"], int(match["entry"]))

    async def act(self, interaction: Interaction) -> None:
        """Do it."""
        contest, submission = await _known(interaction.client, self.entry)
        guild, person = interaction.client.get_guild(contest.server), interaction.user.id
        owner = guild is not None and guild.owner_id == person
        moderator = owner or (interaction.guild_id == contest.server and interaction.permissions.manage_messages)
        otherwise = later("Only the host of the challenge, or a moderator, can decide about reports.")
        check_may_decide(contest, person, otherwise, moderator=moderator)
        if self.verb == "remove":
            await interaction.response.send_modal(_Removal(contest, submission))
            return
        words = "" if interaction.message is None else interaction.message.content
        kept = say("{person} keeps it.", person=f"<@{person}>")
        await interaction.response.edit_message(content=f"{words}\n-# {kept}", view=None)


class _Why(Form):
    """Asks for a reason."""

    def __init__(self, title: str, contest: Contest, submission: Submission) -> None:
        super().__init__(title=title)
        self.reason: discord.ui.TextInput[Self] = discord.ui.TextInput(
            label=say("Why?"), custom_id="reason", max_length=_LONGEST_REASON
        )
        self.add_item(self.reason)
        self.contest = contest
        self.submission = submission


class _Complaint(_Why):
    """Takes a report."""

    def __init__(self, contest: Contest, submission: Submission) -> None:
        super().__init__(say("What is wrong with it?"), contest, submission)

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Hand it to the moderators."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, entry, person = interaction.client, self.submission.entry.id, interaction.user.id
        count = await bot.dispatcher.store.reports.add(entry, person, self.reason.value, utc_now())
        if count is None:
            raise ReportedBefore
        if not await _hand_on(bot, self.contest, self.submission, person, self.reason.value, count):
            raise NoModeratorToTell
        await interaction.followup.send(say("Thank you; a moderator looks at it."), ephemeral=True)


class _Removal(_Why):
    """Takes the entry out."""

    def __init__(self, contest: Contest, submission: Submission) -> None:
        super().__init__(say("What should its author know?"), contest, submission)

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Do it."""
        await interaction.response.defer()
        bot, person, reason = interaction.client, interaction.user.id, self.reason.value
        entries, entry = bot.dispatcher.store.entries, self.submission.entry.id
        ruled, ruling = await entries.rule(entry, Verdict.REMOVE, person, utc_now(), reason)
        await carry_out(bot, self.contest, ruled, ruling)
        words = "" if interaction.message is None else interaction.message.content
        settled = f"{words}\n-# {say('{person} took it out: {reason}', person=f'<@{person}>', reason=bare(reason))}"
        await interaction.edit_original_response(content=settled, attachments=[], view=None)


async def _hand_on(
    bot: DreamBot, contest: Contest, submission: Submission, person: int, reason: str, count: int
) -> bool:
    """Show a report to the moderators: in the audit log, else to the host, or to the owner where it is the host's.

    Return whether it reached somebody.
    """
    about = {"person": f"<@{person}>", "dream": submission.number, "number": contest.id, "reason": reason}
    with speaking(bot.languages.of_server(contest.server)):
        words = say("🚩 {person} reports dream {dream} in challenge {number}: {reason}", **about)
        view = view_of(*(SettleButton(verb, submission.entry.id) for verb in ("remove", "keep")))
    if count > 1:
        words += f" (× {count})"
    guild, audit_channel = bot.get_guild(contest.server), bot.houses.of(contest.server).audit_channel
    own = submission.entry.author == contest.host
    someone = guild.owner_id if own and guild is not None and guild.owner_id is not None else contest.host
    try:
        channel: discord.abc.Messageable
        if audit_channel is not None:
            channel = bot.get_partial_messageable(audit_channel, guild_id=contest.server)
        else:
            channel = await bot.create_dm(discord.Object(someone))
        files = await shown(bot.dispatcher.store, submission.dream, "reported", spoiler=True)
        await channel.send(words, files=files, view=view)
    except DISCORD_TROUBLE as error:
        log.warning(
            "server %d: a report in challenge %d reached no moderator (%s); choose an audit log with dreamconfig",
            contest.server,
            contest.id,
            error,
        )
        return False
    return True


async def _known(bot: DreamBot, entry: int) -> tuple[Contest, Submission]:
    """Return a standing entry with its challenge.

    Raises:
        NoSuchEntry: it is out.
        NoSuchChallenge: it is gone.
    """
    store = bot.dispatcher.store
    submission = await store.entries.get(entry)
    if submission is None or not submission.entry.standing:
        raise NoSuchEntry(0)
    contest = await store.challenges.get(submission.challenge)
    if contest is None:
        raise NoSuchChallenge(submission.challenge)
    return contest, submission
