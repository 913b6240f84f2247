"""Removal: an entry goes out; its message goes, its author is told, and the audit log of the server as well."""

import logging

import discord

from bot.answers import DISCORD_TROUBLE
from bot.challenges.ballots import Ballots
from bot.challenges.entries import Ruling, Verdict
from bot.challenges.titles import bare
from bot.client import DreamBot
from bot.servers import audit
from bot.store.challenges import Contest
from bot.store.entries import Submission
from bot.words import count, later, say, speaking

log = logging.getLogger(__name__)

_TOLD = {
    Verdict.REJECT: later("Your dream was not let into challenge {number}: {reason}"),
    Verdict.REMOVE: later("Your dream was taken out of challenge {number}: {reason}"),
    Verdict.DISQUALIFY: later("Your dream was disqualified in challenge {number}: {reason}"),
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

    def deed() -> str:
        return removed(contest.id, submission, ruling, votes)

    await audit.note(bot, contest.server, bot.houses.of(contest.server), ruling.by or bot.me, deed)


def removed(challenge: int, submission: Submission, ruling: Ruling, votes: int) -> str:
    """Say which entry is out, why, and how many votes went with it; whoever wrote why, it is shown letter by letter."""
    about = {"author": f"<@{submission.entry.author}>", "number": challenge, "dream": submission.number}
    if submission.number is None:
        head = say("took a dream of {author} out of challenge {number}", **about)
    else:
        head = say("took dream {dream} of {author} out of challenge {number}", **about)
    why = f": {bare(ruling.reason)}" if ruling.reason else ""
    went = count("one vote went with it", "{count} votes went with it", votes)
    return f"({ruling.verdict}) {head}{why} ({went})"


async def _tell_author(bot: DreamBot, submission: Submission, ruling: Ruling) -> None:
    """Tell somebody in private why their dream is out."""
    try:
        author = submission.entry.author
        channel = await bot.create_dm(discord.Object(author))
        with speaking(bot.languages.of(None, author)):
            told = say(_TOLD[ruling.verdict], number=submission.challenge, reason=bare(ruling.reason))
        await channel.send(told)
    except DISCORD_TROUBLE as error:
        log.info("challenge %d: an author could not be told of a ruling: %s", submission.challenge, error)


def _votes_on(entry: int, ballots: Ballots) -> int:
    return sum(mark.entry == entry for mark in ballots.marks) + sum(entry in duel.pair for duel in ballots.duels)
