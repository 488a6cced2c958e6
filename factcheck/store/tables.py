"""The one table of the ledger. Rows are only ever inserted; migrations/ makes it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

VERSION_TABLE = "ledger_version"  # not alembic's own name: a team's database may hold other things

metadata = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """SQLite keeps no time zones: what is written and read is UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


entry = Table(
    "entry",
    metadata,
    # The order of writing. SQLite gives out numbers by itself for INTEGER alone.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("finding", String(64), nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False),
    Column("rule", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("reason", String(32)),
    Column("answer", Text),
    Column("note", Text, nullable=False),
    Column("assignee", Text),
    Column("undoes", String(64)),
    Column("seen", JSON, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("evidence", JSON, nullable=False),
    sqlite_autoincrement=True,
)
