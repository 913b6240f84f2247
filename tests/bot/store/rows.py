"""Rows for whatever tables a database has, made from their columns alone, so that a new column is filled too."""

from datetime import UTC, datetime

from sqlalchemy import JSON, BigInteger, Boolean, DateTime, Float, Integer, MetaData, String, Text

MOMENT = datetime(2026, 11, 24, 12)  # noqa: DTZ001 - what the columns hold

KNOWN = {
    ("jobs", "state"): "done",
    ("jobs", "asked_by"): "message",
    ("jobs", "preset"): {"name": "eyes", "emoji": "👀", "line": "Eyes."},
    ("jobs", "changes"): {"seed": 7},
    ("jobs", "guides"): ["g" * 64],
    ("jobs", "tasting"): None,
    ("jobs", "outcome"): None,
    ("challenges", "rules"): {"theme": "Cathedrals"},
    ("servers", "rules"): {"blocked": [1]},
}
"""Values that must be what the code understands."""


def row(table, person=1, number=1, **changes):
    """A row of a table, with `person` in each column for ids of Discord's, and the number in what else is counted."""
    values = {}
    for column in table.columns:
        key = (table.name, column.name)
        values[column.name] = KNOWN[key] if key in KNOWN else _value(column, person, number)
    return values | changes


def _value(column, person, number):
    kind = column.type
    if isinstance(kind, JSON):
        return {}
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, BigInteger):
        return person
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, Float):
        return 1.5
    if isinstance(kind, String | Text):
        return f"t{number}"
    return MOMENT if isinstance(kind, DateTime) else MOMENT.replace(tzinfo=UTC)


def reflected(connection):
    """The tables that there are, in an order in which they can be filled."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]
