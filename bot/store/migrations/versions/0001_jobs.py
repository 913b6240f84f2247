"""Jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of jobs."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("asker", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.String(11), nullable=False),
        sa.Column("question", sa.BigInteger),
        sa.Column("card", sa.BigInteger),
        sa.Column("preset", sa.JSON, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("recipe_key", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64)),
        sa.Column("guides", sa.JSON, nullable=False),
        sa.Column("spoiler", sa.Boolean, nullable=False),
        sa.Column("cost", sa.Float, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("deeper", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("result", sa.String(64)),
        sa.Column("outcome", sa.JSON),
        sa.Column("work", sa.Float),
        sa.Column("failure", sa.Text),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("began_at", sa.DateTime),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    for column in ("card", "state", "recipe_key", "channel"):
        op.create_index(f"ix_jobs_{column}", "jobs", [column])
