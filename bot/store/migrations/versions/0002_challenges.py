"""Challenges."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of challenges, each with its indexes."""
    _make_challenges()
    _make_deeds()
    _make_entries()
    _make_rulings()
    _make_votes()
    _make_guesses()
    _make_duels()
    _make_finishes()
    _make_series()


def _make_challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("host", sa.BigInteger, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("picture", sa.String(64)),
        sa.Column("original", sa.String(64)),
        sa.Column("phase", sa.String(10), nullable=False),
        sa.Column("opens", sa.DateTime, nullable=False),
        sa.Column("entries_end", sa.DateTime, nullable=False),
        sa.Column("voting_end", sa.DateTime),
        sa.Column("ended", sa.DateTime),
        sa.Column("announcement", sa.BigInteger),
        sa.Column("turn_of", sa.BigInteger),
        sa.Column("turn_until", sa.DateTime),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_challenges"),
    )
    op.create_index("ix_challenges_server", "challenges", ["server"])
    op.create_index("ix_challenges_phase", "challenges", ["phase"])


def _make_deeds() -> None:
    op.create_table(
        "challenge_deeds",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("challenge", sa.Integer, nullable=False),
        sa.Column("doing", sa.String(5), nullable=False),
        sa.Column("phase", sa.String(10), nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("leased_until", sa.DateTime),
        sa.Column("done", sa.DateTime),
        sa.ForeignKeyConstraint(["challenge"], ["challenges.id"], name="fk_deeds_challenge"),
        sa.PrimaryKeyConstraint("key", name="pk_challenge_deeds"),
    )
    op.create_index("ix_challenge_deeds_challenge", "challenge_deeds", ["challenge"])


def _make_entries() -> None:
    op.create_table(
        "challenge_entries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("challenge", sa.Integer, nullable=False),
        sa.Column("author", sa.BigInteger, nullable=False),
        sa.Column("job", sa.String(12), nullable=False),
        sa.Column("dream", sa.String(64), nullable=False),
        sa.Column("original", sa.String(64)),
        sa.Column("spoiler", sa.Boolean, nullable=False),
        sa.Column("preset", sa.Text, nullable=False),
        sa.Column("entered", sa.DateTime, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("channel", sa.BigInteger),
        sa.Column("message", sa.BigInteger),
        sa.ForeignKeyConstraint(["challenge"], ["challenges.id"], name="fk_entries_challenge"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_entries"),
        sa.UniqueConstraint("challenge", "job", name="uq_entries_challenge_job"),
    )
    op.create_index("ix_challenge_entries_message", "challenge_entries", ["message"])


def _make_rulings() -> None:
    op.create_table(
        "challenge_rulings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("before", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_rulings"),
    )
    op.create_index("ix_challenge_rulings_entry", "challenge_rulings", ["entry"])


def _make_votes() -> None:
    op.create_table(
        "challenge_votes",
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("voter", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entry", "voter", "place", name="pk_challenge_votes"),
    )
    op.create_index("ix_challenge_votes_voter", "challenge_votes", ["voter"])


def _make_guesses() -> None:
    op.create_table(
        "challenge_guesses",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("challenge", sa.Integer, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(["challenge"], ["challenges.id"], name="fk_guesses_challenge"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_guesses"),
    )
    op.create_index("ix_challenge_guesses_challenge", "challenge_guesses", ["challenge"])


def _make_duels() -> None:
    op.create_table(
        "challenge_duels",
        sa.Column("voter", sa.BigInteger, nullable=False),
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("other", sa.Integer, nullable=False),
        sa.Column("winner", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("voter", "one", "other", name="pk_challenge_duels"),
    )
    op.create_index("ix_challenge_duels_one", "challenge_duels", ["one"])


def _make_finishes() -> None:
    op.create_table(
        "challenge_finishes",
        sa.Column("challenge", sa.Integer, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("person", sa.BigInteger),
        sa.Column("place", sa.Integer),
        sa.Column("points", sa.Float, nullable=False),
        sa.Column("votes", sa.Integer, nullable=False),
        sa.Column("preset", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["challenge"], ["challenges.id"], name="fk_finishes_challenge"),
        sa.PrimaryKeyConstraint("challenge", "entry", name="pk_challenge_finishes"),
    )
    op.create_index("ix_challenge_finishes_person", "challenge_finishes", ["person"])


def _make_series() -> None:
    op.create_table(
        "challenge_series",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("host", sa.BigInteger, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("picture", sa.String(64)),
        sa.Column("original", sa.String(64)),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("length", sa.Text, nullable=False),
        sa.Column("voting", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("first", sa.String(32), nullable=False),
        sa.Column("next", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_series"),
    )
    op.create_index("ix_challenge_series_next", "challenge_series", ["next"])
