"""Challenges."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of challenges."""
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
    op.create_table(
        "challenge_votes",
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("voter", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entry", "voter", "place", name="pk_challenge_votes"),
    )
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
    op.create_table(
        "challenge_duels",
        sa.Column("voter", sa.BigInteger, nullable=False),
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("other", sa.Integer, nullable=False),
        sa.Column("winner", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("voter", "one", "other", name="pk_challenge_duels"),
    )
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
    for table, column in (
        ("challenges", "server"),
        ("challenges", "phase"),
        ("challenge_deeds", "challenge"),
        ("challenge_entries", "message"),
        ("challenge_rulings", "entry"),
        ("challenge_votes", "voter"),
        ("challenge_guesses", "challenge"),
        ("challenge_duels", "one"),
        ("challenge_finishes", "person"),
        ("challenge_series", "next"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
