"""The audit of a challenge as a file: all entries, all rulings and every vote, with nobody's name under a vote.

A voter is written as a keyed hash: the same person has the same sign throughout a challenge, and another in the next.
Whoever holds the key can check a claim; nobody else can find out who it is by trying all members of a server.
"""

import csv
import hashlib
import hmac
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.challenges.ballots import Ballots
from bot.challenges.entries import Entry, Ruling
from bot.challenges.phases import Course
from bot.challenges.ranking import Standing
from bot.challenges.rules import Rules

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Audit:
    """All there is to say of a challenge."""

    course: Course
    rules: Rules
    entries: Sequence[Entry]
    rulings: Sequence[Ruling]
    ballots: Ballots
    standings: Sequence[Standing]

    @property
    def named(self) -> bool:
        """Whether it may be told who entered what."""
        return self.course.phase.over or not self.rules.anonymous

    @property
    def counted(self) -> bool:
        """Whether it may be told how the vote stands."""
        return self.course.phase.over or not self.rules.hidden_standings


def sign(person: int, challenge: int, key: bytes) -> str:
    """Return what stands for a voter: 16 hexadecimal digits of HMAC-SHA256 (RFC 2104)."""
    return hmac.new(key, f"{challenge}:{person}".encode(), hashlib.sha256).hexdigest()[:16]


def as_json(audit: Audit, key: bytes) -> bytes:
    """Return the audit as JSON; while a challenge runs, without the authors and the votes that its rules hide."""
    authors = {entry.id: entry.author for entry in audit.entries}
    plan = audit.course.timetable
    document = {
        "challenge": audit.course.challenge,
        "phase": audit.course.phase,
        "opens": _time(plan.opens),
        "entries_end": _time(plan.entries_end),
        "voting_end": None if plan.voting_end is None else _time(plan.voting_end),
        "rules": audit.rules.model_dump(mode="json"),
        "entries": [
            {
                "entry": entry.id,
                "author": str(entry.author) if audit.named else None,
                "preset": entry.preset,
                "entered": _time(entry.entered),
                "status": entry.status,
            }
            for entry in audit.entries
        ],
        "standings": [
            {"place": place.place, "entry": place.entry, "points": round(place.points, 3), "votes": place.votes}
            for place in audit.standings
            if audit.counted
        ],
        "rulings": [
            {
                "entry": ruling.entry,
                "verdict": ruling.verdict,
                "by": str(ruling.by) if ruling.by and (audit.named or ruling.by != authors.get(ruling.entry)) else None,
                "at": _time(ruling.at),
                "reason": ruling.reason,
            }
            for ruling in audit.rulings
        ],
        "votes": [dict(zip(COLUMNS, row, strict=True)) for row in _votes(audit, key)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


COLUMNS = ("voter", "entry", "place", "against", "entry_status", "preset")


def as_csv(audit: Audit, key: bytes) -> bytes:
    """Return the votes as CSV (RFC 4180), one a line, for a spreadsheet; none while the rules hide them."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in _votes(audit, key))
    return file.getvalue().encode("utf-8-sig")


def _votes(audit: Audit, key: bytes) -> list[tuple[str, int, int | None, int | None, str, str]]:
    """Return a row for each vote, sorted so that the order tells nothing of when it was given."""
    if not audit.counted:
        return []
    entries = {entry.id: entry for entry in audit.entries}
    given: list[tuple[int, int, int | None, int | None]] = [
        *((mark.voter, mark.entry, mark.place, None) for mark in audit.ballots.marks),
        *((duel.voter, duel.winner, None, duel.loser) for duel in audit.ballots.duels),
    ]
    rows = [
        (sign(voter, audit.course.challenge, key), about, place, against, entries[about].status, entries[about].preset)
        for voter, about, place, against in given
        if about in entries
    ]
    return sorted(rows, key=lambda row: (row[:2], row[2] or 0, row[3] or 0))


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
