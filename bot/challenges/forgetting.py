"""Forgetting: all that a challenge under way knows of a person goes, and the tally is as if they had never been there.

A place on a private ballot that somebody gave to one of their entries is free again.
What has been announced stays announced: in outcomes the person becomes nobody (`season.forget`), and no place moves.
Whoever takes a person out of a running challenge takes their reactions off the entries as well; a recount would find
them again.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.challenges.ballots import Ballots, Forgotten, after
from bot.challenges.entries import Entry, Ruling


def forget(
    person: int, entries: Iterable[Entry], rulings: Iterable[Ruling], ballots: Ballots
) -> tuple[tuple[Entry, ...], tuple[Ruling, ...], Ballots]:
    """Return what is left: no entry of the person, nothing said about one, and no name under what they decided."""
    entries = tuple(entries)
    own = frozenset(entry.id for entry in entries if entry.author == person)
    kept = tuple(entry for entry in entries if entry.id not in own)
    nameless = (replace(ruling, by=None) if ruling.by == person else ruling for ruling in rulings)
    return kept, tuple(r for r in nameless if r.entry not in own), after(ballots, Forgotten(person, own))
