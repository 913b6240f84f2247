"""The tables of what servers want, and of what the bot notes for itself."""

from sqlalchemy import JSON, BigInteger, Column, String, Table

from bot.store.tables import metadata

servers = Table(
    "servers",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("rules", JSON, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("words", String(255), nullable=False),
)
