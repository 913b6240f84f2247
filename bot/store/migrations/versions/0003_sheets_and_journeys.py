"""Tasting sheets, dreams that move, and how large a file may be."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what tells such jobs from others, and let a person's and a server's be found quickly."""
    for column in (sa.Column("journey", sa.JSON), sa.Column("tasting", sa.JSON), sa.Column("budget", sa.Integer)):
        op.add_column("jobs", column)
    for name in ("asker", "guild"):
        op.create_index(f"ix_jobs_{name}", "jobs", [name])
