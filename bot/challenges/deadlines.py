"""Deadlines: until when something goes, from how people say it: "2d", "1w 12h", "friday 18:00", "2026-12-24"."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser, tz
from dateutil.relativedelta import relativedelta
from pytimeparse.timeparse import timeparse as seconds_in

from bot.challenges.misreadings import MomentOutOfReach, NotAMoment, UnknownZone

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(days=90)

_NEXT_TIME = (relativedelta(), relativedelta(days=1), relativedelta(years=1))
"""Where to look for what has gone by today: 18:00 comes again tomorrow, a friday next week, 24 December next year."""

_TIME_OF_DAY = re.compile(r"\d:\d\d|\d\s*[ap]m\b|\dT\d", re.IGNORECASE)


def zone(name: str) -> ZoneInfo:
    """Return the time zone of that name in the IANA's database.

    Raises:
        UnknownZone: there is none.
    """
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(name) from error


def deadline(
    words: str, now: datetime, where: tzinfo, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST
) -> datetime:
    """Return the moment, in UTC, that somebody in a time zone means now by a length of time or by a date.

    Weeks and days in a length are 7 × 24 and 24 hours. A time of day alone is the next one, a weekday the next of its
    kind, a date without a time the end of that day.

    Raises:
        NotAMoment: it is neither.
        MomentOutOfReach: it is nearer than `shortest` or farther than `longest`.
    """
    # In its own zone a datetime adds what clocks show, not what passes.
    now = now.astimezone(UTC)
    end = _after_length(words, now) or _date(words, now, where)
    if not now + shortest <= end <= now + longest:
        raise MomentOutOfReach(words, shortest, longest)
    return end


def existing(wall: datetime, where: tzinfo) -> datetime:
    """Return the moment when clocks in a zone show that time.

    An hour that is skipped in spring is moved on by as much as the clocks are; of an hour that comes twice in autumn
    it is the first.
    """
    return tz.resolve_imaginary(wall.replace(tzinfo=where, fold=0))


def _after_length(words: str, now: datetime) -> datetime | None:
    """Return so long after now; None if the words are no length. A bare clock time is none: 18:00 is a time of day."""
    if not re.match(r"\s*[\d.]+\s*[a-z]", words, re.IGNORECASE):
        return None
    try:
        seconds = seconds_in(words)
        return None if seconds is None else now + timedelta(seconds=seconds)
    except (ValueError, ArithmeticError):
        return None


def _date(words: str, now: datetime, where: tzinfo) -> datetime:
    """Return the next moment that the words can mean, or the last if all have gone by."""
    here = now.astimezone(where)
    text = _plain(words, here)
    if not re.search(r"[a-z]|\d[.:-]\d", text, re.IGNORECASE):
        raise NotAMoment(words)
    hour, minute = (0, 0) if _TIME_OF_DAY.search(text) else (23, 59)
    found = now
    for shift in _NEXT_TIME:
        default = (here + shift).replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
        found = _read(words, text, default, where)
        if found > now:
            break
    return found


def _read(words: str, text: str, default: datetime, where: tzinfo) -> datetime:
    """Return what dateutil reads, with what is missing taken from `default`."""

    def known(name: str | None, offset: int | None) -> tzinfo | None:
        # By itself dateutil drops a zone that it does not know, and the date would be off by hours.
        if name is not None and offset is None:
            raise NotAMoment(words)
        return None if offset is None else tz.tzoffset(name, offset)

    try:
        # Only with dots is the day known to come first.
        read = parser.parse(text, default=default, dayfirst="." in text, tzinfos=known)
        moment = existing(read, where) if read.tzinfo is None else read
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotAMoment(words) from error


def _plain(words: str, here: datetime) -> str:
    """Return the words without those that dateutil has no meaning for."""
    meanings = {
        r"until|till|by|on|next|at": " ",
        "today|tonight": f"{here:%Y-%m-%d}",
        "tomorrow": f"{here + timedelta(days=1):%Y-%m-%d}",
        "noon": "12:00",
        "midnight": "23:59",
    }
    for said, meant in meanings.items():
        words = re.sub(rf"\b({said})\b", meant, words, flags=re.IGNORECASE)
    return words.strip()
