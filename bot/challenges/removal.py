"""Removal: an entry goes out; its message goes, its author is told, and the audit log of the server as well."""

import logging

import discord

from bot.answers import DISCORD_TROUBLE
from bot.challenges.ballots import Ballots
from bot.challenges.entries import Ruling, Verdict
from bot.client import DreamBot
from bot.servers import audit
from bot.store.challenges import Contest
from bot.store.entries import Submission

log = logging.getLogger(__name__)

_TOLD = {
    Verdict.REJECT: "was not let into",
    Verdict.REMOVE: "was taken out of",
    Verdict.DISQUALIFY: "was disqualified in",
}


async def carry_out(bot: DreamBot, contest: Contest, submission: Submission, ruling: Ruling) -> None:
    """Do what follows from a ruling by which an entry is out. What cannot be done now is logged."""
    await take_down(bot, submission)
    if ruling.verdict in _TOLD and ruling.by != submission.entry.author:
        await _tell_author(bot, submission, ruling)
    await note(bot, contest, submission, ruling)


async def take_down(bot: DreamBot, submission: Submission) -> None:
    """Delete the message that shows an entry, if there is one."""
    if submission.message is None or submission.channel is None:
        return
    channel = bot.get_partial_messageable(submission.channel)
    try:
        await channel.get_partial_message(submission.message).delete()
    except discord.NotFound:
        return
    except DISCORD_TROUBLE as error:
        log.warning("challenge %d: the message of an entry cannot be deleted: %s", submission.challenge, error)


async def note(bot: DreamBot, contest: Contest, submission: Submission, ruling: Ruling) -> None:
    """Tell the audit log which entry is out, why, and how many votes go with it."""
    votes = _votes_on(submission.entry.id, await bot.dispatcher.store.votes.ballots(contest.id))
    called = "a dream" if submission.number is None else f"dream {submission.number}"
    went = "one vote went" if votes == 1 else f"{votes} votes went"
    deed = (
        f"({ruling.verdict}) took {called} of <@{submission.entry.author}> out of challenge {contest.id}"
        f"{f': {ruling.reason}' if ruling.reason else ''} ({went} with it)"
    )
    await audit.note(bot, contest.server, bot.houses.of(contest.server), ruling.by or bot.me, deed)


async def _tell_author(bot: DreamBot, submission: Submission, ruling: Ruling) -> None:
    """Tell somebody in private why their dream is out."""
    try:
        channel = await bot.create_dm(discord.Object(submission.entry.author))
        await channel.send(f"Your dream {_TOLD[ruling.verdict]} challenge {submission.challenge}: {ruling.reason}")
    except DISCORD_TROUBLE as error:
        log.info("challenge %d: an author could not be told of a ruling: %s", submission.challenge, error)


def _votes_on(entry: int, ballots: Ballots) -> int:
    return sum(mark.entry == entry for mark in ballots.marks) + sum(entry in duel.pair for duel in ballots.duels)
