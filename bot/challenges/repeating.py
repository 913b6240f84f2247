"""Repeating: challenges that come again, at the same local hour all the year round."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from dateutil import rrule

from bot.challenges.deadlines import existing
from bot.challenges.misreadings import NotARepetition

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = rf"(?:{'|'.join(_WEEKDAYS)})"
_SAID = re.compile(
    rf"every\s+(?:(?P<which>other|first|last)\s+)?(?P<what>day|week|month|{_DAY}(?:s?(?:\s*,\s*|\s+and\s+){_DAY})*)s?"
    r"(?:\s+(?:at\s+)?(?P<time>\S.*))?",
    re.IGNORECASE,
)
_DEFAULT_TIME = "18:00"


@dataclass(frozen=True)
class Repetition:
    """A date that comes again: a rule as in calendars (RFC 5545), counted from a date that clocks in the zone show."""

    rule: str
    first: datetime
    """Naive: what clocks in the zone show."""

    def after(self, moment: datetime, where: tzinfo) -> datetime:
        """Return the first occurrence after a moment, in UTC.

        An hour that is skipped when clocks go forward is moved on by as much, for that once.
        """
        # The hour before is looked at as well: an occurrence in a skipped hour is shown later than it was meant.
        wall = moment.astimezone(where).replace(tzinfo=None) - timedelta(hours=3)
        dates = rrule.rrulestr(self.rule, dtstart=self.first)
        while (found := dates.after(wall)) is not None:
            occurrence = existing(found, where).astimezone(UTC)
            if occurrence > moment:
                return occurrence
            wall = found
        raise AssertionError("a rule without an end has a next date")


def repetition(words: str, now: datetime, where: tzinfo) -> Repetition:
    """Return the repetition that words like "every friday 18:00" mean; without a time it is six in the evening.

    Raises:
        NotARepetition: they mean none.
    """
    said = _SAID.fullmatch(words.strip())
    if said is None:
        raise NotARepetition(words)
    which, what = (said["which"] or "").lower(), said["what"].lower()
    hour, minute = _time_of_day(words, said["time"] or _DEFAULT_TIME)
    here = now.astimezone(where).replace(tzinfo=None)
    first = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return Repetition(_rule(words, which, what, first), first)


def _rule(words: str, which: str, what: str, first: datetime) -> str:
    days = ",".join(_WEEKDAYS[number][:2].upper() for number in range(7) if _WEEKDAYS[number] in what)
    interval = ";INTERVAL=2" if which == "other" else ""
    if which in ("first", "last"):
        if not days:
            raise NotARepetition(words)
        ordinal = "+1" if which == "first" else "-1"
        return f"FREQ=MONTHLY;BYDAY={','.join(ordinal + day for day in days.split(','))}"
    if days:
        return f"FREQ=WEEKLY;BYDAY={days}{interval}"
    if what == "month":
        # A month that has no such day gets its last one.
        days = ",".join(str(day) for day in range(min(first.day, 28), first.day + 1))
        return f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1{interval}"
    return f"FREQ={'DAILY' if what == 'day' else 'WEEKLY'}{interval}"


def _time_of_day(words: str, time: str) -> tuple[int, int]:
    """Return the hour and the minute."""
    said = "".join(time.lower().replace("noon", "12:00").split())
    for form in ("%H:%M", "%I%p", "%I:%M%p"):
        try:
            read = datetime.strptime(said, form)  # noqa: DTZ007 - only the time of day is looked at
        except ValueError:
            continue
        return read.hour, read.minute
    raise NotARepetition(words)
