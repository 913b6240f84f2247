"""The tables, as SQLAlchemy sees them; how they came to be is in `migrations`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

NAMES = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}

metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so they are taken off on the way in and put back on the way out."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database is given."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the bot is given."""
        return None if value is None else value.replace(tzinfo=UTC)


jobs = Table(
    "jobs",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("asker", BigInteger, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("asked_by", String(11), nullable=False),
    Column("question", BigInteger),
    Column("card", BigInteger),
    Column("preset", JSON, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("recipe_key", String(64), nullable=False),
    Column("source", String(64)),
    Column("guides", JSON, nullable=False),
    Column("spoiler", Boolean, nullable=False),
    Column("cost", Float, nullable=False),
    Column("weight", Float, nullable=False),
    Column("deeper", Boolean, nullable=False),
    Column("journey", JSON(none_as_null=True)),
    Column("tasting", JSON(none_as_null=True)),
    Column("budget", Integer),
    Column("attempts", Integer, nullable=False),
    Column("result", String(64)),
    Column("outcome", JSON(none_as_null=True)),
    Column("work", Float),
    Column("failure", Text),
    Column("asked_at", Moment, nullable=False),
    Column("began_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Index(None, "card"),
    Index(None, "state"),
    Index(None, "recipe_key"),
    Index(None, "channel"),
    Index(None, "asker"),
    Index(None, "guild"),
)
