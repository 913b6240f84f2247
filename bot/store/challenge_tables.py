"""The tables of challenges: their courses, what is to be done about them, entries, rulings, votes and results.

What must not happen twice is a key here, not a condition in code: a deed's name, a dream in a challenge, a mark.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables import Moment, metadata


def _plan() -> tuple[Column[Any], ...]:
    """Return the columns of what a host wants."""
    return (
        Column("server", BigInteger, nullable=False),
        Column("channel", BigInteger, nullable=False),
        Column("host", BigInteger, nullable=False),
        Column("rules", JSON, nullable=False),
        Column("picture", String(64)),
        Column("original", String(64)),
    )


def _challenge(constraint: str, *, primary_key: bool = False) -> Column[int]:
    """Return the column that says which challenge a row belongs to."""
    key = ForeignKey("challenges.id", name=constraint)
    return Column("challenge", Integer, key, nullable=False, primary_key=primary_key)


challenges = Table(
    "challenges",
    metadata,
    Column("id", Integer, primary_key=True),
    *_plan(),
    Column("phase", String(10), nullable=False),
    Column("opens", Moment, nullable=False),
    Column("entries_end", Moment, nullable=False),
    Column("voting_end", Moment),
    Column("ended", Moment),
    Column("announcement", BigInteger),
    Column("turn_of", BigInteger),
    Column("turn_until", Moment),
    Column("secret", String(64), nullable=False),
    Index(None, "server"),
    Index(None, "phase"),
)

deeds = Table(
    "challenge_deeds",
    metadata,
    Column("key", String(64), primary_key=True),
    _challenge("fk_deeds_challenge"),
    Column("doing", String(5), nullable=False),
    Column("phase", String(10), nullable=False),
    Column("due", Moment, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", Moment),
    Column("done", Moment),
    Index(None, "challenge"),
)

entries = Table(
    "challenge_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    _challenge("fk_entries_challenge"),
    Column("author", BigInteger, nullable=False),
    Column("job", String(12), nullable=False),
    Column("dream", String(64), nullable=False),
    Column("original", String(64)),
    Column("spoiler", Boolean, nullable=False),
    Column("preset", Text, nullable=False),
    Column("entered", Moment, nullable=False),
    Column("status", String(12), nullable=False),
    Column("number", Integer),
    Column("channel", BigInteger),
    Column("message", BigInteger),
    UniqueConstraint("challenge", "job", name="uq_entries_challenge_job"),
    Index(None, "message"),
)

rulings = Table(
    "challenge_rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("by", BigInteger),
    Column("verdict", String(10), nullable=False),
    Column("before", String(12), nullable=False),
    Column("after", String(12), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "entry"),
)

votes = Table(
    "challenge_votes",
    metadata,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("voter", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Index(None, "voter"),
)

guesses = Table(
    "challenge_guesses",
    metadata,
    Column("id", Integer, primary_key=True),
    _challenge("fk_guesses_challenge"),
    Column("person", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "challenge"),
)

duels = Table(
    "challenge_duels",
    metadata,
    Column("voter", BigInteger, primary_key=True, autoincrement=False),
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("other", Integer, primary_key=True, autoincrement=False),
    Column("winner", Integer, nullable=False),
    Index(None, "one"),
)
"""Which of two entries a voter likes better; `one` has the smaller number."""

finishes = Table(
    "challenge_finishes",
    metadata,
    _challenge("fk_finishes_challenge", primary_key=True),
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("person", BigInteger),
    Column("place", Integer),
    Column("points", Float, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("preset", Text, nullable=False),
    Index(None, "person"),
)

reports = Table(
    "challenge_reports",
    metadata,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "person"),
)
"""What people think is wrong with an entry, once for each of them."""

drafts = Table(
    "challenge_drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    *_plan(),
    Column("length", Text, nullable=False),
    Column("voting", Text, nullable=False),
    Column("every", Text),
    Column("name", String(40)),
    Column("made", Moment, nullable=False),
    UniqueConstraint("server", "name", name="uq_drafts_server_name"),
)
"""Challenges that somebody is about to hold; those with a name are templates."""

series = Table(
    "challenge_series",
    metadata,
    Column("id", Integer, primary_key=True),
    *_plan(),
    Column("words", Text, nullable=False),
    Column("length", Text, nullable=False),
    Column("voting", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("first", String(32), nullable=False),
    Column("next", Moment, nullable=False),
    Index(None, "next"),
)
"""Challenges that come again; `first` is what clocks show, without a zone."""
