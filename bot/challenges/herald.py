"""The herald: does on Discord what becomes due in a challenge. Doing it twice is the same as doing it once."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import discord

from bot.challenges import announcement, gathering, notices
from bot.challenges._ballot_paper import PaperButton, give_buttons
from bot.challenges._gallery import GalleryButton
from bot.challenges._polling_booth import BoothButton
from bot.challenges._reports import ReportButton
from bot.challenges._venue import can_start_thread
from bot.challenges.finale import Finale
from bot.challenges.phases import Doing, Phase, close
from bot.challenges.rules import Voting
from bot.challenges.saying import Voice
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.showing import shown
from bot.challenges.signs import reactions
from bot.challenges.titles import title
from bot.client import DreamBot
from bot.lasting import view_of
from bot.store.challenges import Contest, Deed
from bot.store.entries import Submission, standing
from bot.store.opening import Store
from bot.words import Saying, speaking

log = logging.getLogger(__name__)

_THREAD_EXISTS = 160004
"""Discord's error for a second thread on one message."""

_PINGED = 100
"""People whom one message may notify."""

_THREAD_NAME = 100
"""Letters that a thread's name may have."""


class Herald:
    """Announces."""

    def __init__(self, bot: DreamBot, store: Store, scrutineer: Scrutineer) -> None:
        self._bot = bot
        self._store = store
        self._finale = Finale(store, scrutineer)

    async def perform(self, deed: Deed, now: Callable[[], datetime]) -> None:
        """Do what a deed asks.

        Raises:
            discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError: Discord does not let it happen now.
        """
        contest = await self._store.challenges.get(deed.challenge)
        if contest is None or self._bot.get_guild(contest.server) is None:
            log.info("challenge %d is in a server that I am no longer in", deed.challenge)
            return
        if contest.course.phase is not deed.action.phase:
            opening = deed.action.phase is Phase.ENTRIES and deed.action.doing is Doing.BEGIN
            if opening and contest.announcement is None:
                await self._make_up_for(contest, deed)
            log.info("challenge %d: %s comes too late to be of use", deed.challenge, deed.action.key)
            return
        with speaking(self._bot.languages.of_server(contest.server)):
            await self._perform(contest, deed, now)

    async def _perform(self, contest: Contest, deed: Deed, now: Callable[[], datetime]) -> None:
        match deed.action.doing, deed.action.phase:
            case Doing.REMIND_HALF, _:
                await self._say(contest, deed, notices.half(contest))
            case Doing.REMIND_HOUR, _:
                await self._say(contest, deed, notices.last_hour(contest))
            case _, Phase.ENTRIES:
                await self._open(contest, deed)
            case _, Phase.VOTING:
                await self._open_vote(contest, deed, now())
            case _, Phase.RESULTS:
                await self._tell_results(contest, deed, now())
            case _, Phase.CANCELLED:
                await self._say(contest, deed, notices.cancelled(contest))
                await gathering.end(self._guild(contest), contest)

    async def _make_up_for(self, contest: Contest, deed: Deed) -> None:
        """Announce a challenge before its vote, unless that was done when the bot died: entries are shown under it."""
        if contest.course.phase is Phase.VOTING:
            with speaking(self._bot.languages.of_server(contest.server)):
                words = announcement.overdue(contest.id, contest.host, contest.rules)
                files = await shown(self._store, contest.picture, "picture")
                message: int | None = await self._say(contest, deed, words, files=files)
        else:
            channel = self._bot.get_partial_messageable(contest.channel, guild_id=contest.server)
            message = await self._voice(channel, deed).said(_mark(contest, deed))
        if message is not None:
            await self._store.challenges.announced(contest.id, message)

    async def _open(self, contest: Contest, deed: Deed) -> None:
        files = await shown(self._store, contest.picture, "picture")
        prefix = self._bot.prefix_in(contest.server)
        thread = can_start_thread(self._guild(contest), contest.channel)
        words = announcement.opening(
            contest.id, contest.host, contest.rules, contest.course.timetable, prefix, thread=thread
        )
        message = await self._say(contest, deed, words, files=files)
        await self._store.challenges.announced(contest.id, message)
        if contest.rules.kind.takes_dreams:
            await self._place_for_entries(replace(contest, announcement=message))
        await gathering.call(self._guild(contest), contest)

    async def _open_vote(self, contest: Contest, deed: Deed, now: datetime) -> None:
        entered = standing(await self._store.entries.of(contest.id))
        if not entered:
            # Nobody has to wait for the end of a vote on nothing.
            await self._store.challenges.advance(contest.course, close(contest.course, now), ())
            return
        # Shown in an order that tells nothing of who entered when.
        entered.sort(key=lambda each: hashlib.blake2b(contest.secret + str(each.entry.id).encode()).digest())
        await self._store.entries.numbered({each.entry.id: number for number, each in enumerate(entered, 1)})
        place = await self._place_for_entries(contest)
        for submission in standing(await self._store.entries.of(contest.id)):
            # What was shown before a crash may lack reactions still.
            if submission.message is None or deed.attempts:
                await self._show(contest, deed, submission, place)
        view = None
        if contest.rules.in_private:
            pairs = contest.rules.voting is Voting.PAIRS
            view = view_of(BoothButton(contest.id) if pairs else PaperButton(contest.id))
        await self._say(contest, deed, notices.vote(contest, len(entered), place), view=view)
        await gathering.call(self._guild(contest), contest)

    async def _show(self, contest: Contest, deed: Deed, submission: Submission, place: int) -> None:
        """Post an entry with the reactions that people vote with."""
        channel = self._bot.get_partial_messageable(place, guild_id=contest.server)
        message = submission.message
        if message is None:
            mark = partial(notices.mark, contest.id, partial(notices.about_entry, submission.number))
            name = f"dream-{submission.number}"
            files = await shown(self._store, submission.dream, name, spoiler=submission.spoiler)
            view = view_of(*give_buttons(contest, submission), ReportButton(submission.entry.id))
            words = notices.entry(contest, submission)
            message = await self._voice(channel, deed).say_once(words, mark, files=files, view=view)
            # Before the first reaction stands there, so that none of those who are quick is missed.
            await self._store.entries.shown(submission.entry.id, place, message)
        for emoji in reactions(contest.rules):
            await channel.get_partial_message(message).add_reaction(emoji)

    async def _place_for_entries(self, contest: Contest) -> int:
        """Return the thread for the entries, started if it is not there; the channel itself where none may be."""
        if contest.announcement is None:
            return contest.channel
        channel = self._bot.get_partial_messageable(contest.channel, guild_id=contest.server)
        try:
            name = title(contest.rules)[:_THREAD_NAME]
            return (await channel.get_partial_message(contest.announcement).create_thread(name=name)).id
        except discord.Forbidden:
            log.warning("channel %d: I may not start a thread; give me Create Public Threads there", contest.channel)
        except discord.NotFound:
            log.info("challenge %d: its announcement was deleted", contest.id)
        except discord.HTTPException as error:
            if error.code == _THREAD_EXISTS:
                return contest.announcement
            if error.status >= 500:
                raise
            log.info("challenge %d: no thread can be started in channel %d: %s", contest.id, contest.channel, error)
        return contest.channel

    async def _tell_results(self, contest: Contest, deed: Deed, now: datetime) -> None:
        guild = self._guild(contest)
        words, files = await self._finale.told(contest, guild, now)
        took_part = [one.finish.person for one in await self._store.outcomes.results(contest.id)]
        told = discord.AllowedMentions.none()
        told.users = [discord.Object(person) for person in dict.fromkeys(took_part) if person is not None][:_PINGED]
        view = view_of(GalleryButton(contest.id, 0)) if contest.rules.kind.takes_dreams and took_part else None
        await self._say(contest, deed, words, files=files, view=view, allowed_mentions=told)
        await self._finale.give_prize(contest, guild)
        await gathering.end(guild, contest)

    def _guild(self, contest: Contest) -> discord.Guild:
        guild = self._bot.get_guild(contest.server)
        assert guild is not None, "`perform` has looked it up"  # noqa: S101
        return guild

    async def _say(
        self,
        contest: Contest,
        deed: Deed,
        words: str,
        *,
        files: list[discord.File] | None = None,
        view: discord.ui.View | None = None,
        allowed_mentions: discord.AllowedMentions | None = None,
    ) -> int:
        """Post a notice in the challenge's channel, as an answer to its announcement if there is one."""
        channel = self._bot.get_partial_messageable(contest.channel, guild_id=contest.server)
        options: dict[str, object] = {"files": files or [], **({"view": view} if view is not None else {})}
        if allowed_mentions is not None:
            options["allowed_mentions"] = allowed_mentions
        if contest.announcement is not None:
            reference = channel.get_partial_message(contest.announcement).to_reference(fail_if_not_exists=False)
            options["reference"] = reference
        if deed.action.late:
            words = notices.late(words)
        return await self._voice(channel, deed).say_once(words, _mark(contest, deed), **options)

    def _voice(self, channel: discord.abc.Messageable, deed: Deed) -> Voice:
        sought_since = deed.action.due if deed.attempts else None
        return Voice(channel, self._bot.me, deed.action.key, sought_since)


def _mark(contest: Contest, deed: Deed) -> Saying:
    """Return what the notice of a deed ends in."""
    return partial(notices.mark, contest.id, partial(notices.about, deed.action))
