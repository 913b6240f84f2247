"""Drafts and templates of challenges, and reports of entries."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of drafts and of reports."""
    op.create_table(
        "challenge_drafts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("host", sa.BigInteger, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("picture", sa.String(64)),
        sa.Column("original", sa.String(64)),
        sa.Column("length", sa.Text, nullable=False),
        sa.Column("voting", sa.Text, nullable=False),
        sa.Column("every", sa.Text),
        sa.Column("name", sa.String(40)),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_drafts"),
        sa.UniqueConstraint("server", "name", name="uq_drafts_server_name"),
    )
    op.create_table(
        "challenge_reports",
        sa.Column("entry", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("entry", "person", name="pk_challenge_reports"),
    )
    op.create_index("ix_challenge_reports_person", "challenge_reports", ["person"])
