"""A database of any age goes in; it comes out as this version of factcheck needs it, or is refused
with what to do. Alembic runs the versions in migrations/.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect, text

from factcheck.store.location import SQLITE, NoDatabaseError, StoreError
from factcheck.store.tables import VERSION_TABLE

NEWEST = "0002"  # the last version in migrations/; a test compares
SCRIPTS = "factcheck.store:migrations"
WRITES = "writes"  # execution option: the transaction will write
MIGRATION_LOCK = 0x6D696772  # "migr": PostgreSQL's advisory lock, so that one process migrates


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that writes; committed at the end."""
    with engine.connect() as connection:
        connection = connection.execution_options(**{WRITES: True})
        with connection.begin():
            yield connection


def migrate(engine: Engine, name: str, *, make: bool) -> None:
    """Bring the database up to date; what is up to date is only read. Raises StoreError for one
    that is newer than this factcheck or is something else, NoDatabaseError for an empty one unless
    `make`."""
    with engine.connect() as connection:
        version = _version(connection, name)
    if version == NEWEST:
        return
    if version is None and not make:
        raise NoDatabaseError(
            f"{name} holds no decisions yet; factcheck review makes what it needs"
        )
    with writing(engine) as connection:
        if connection.dialect.name != SQLITE:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        if _version(connection, name) != NEWEST:  # another process may have been faster
            upgrade(connection)


def upgrade(connection: Connection, to: str = NEWEST) -> None:
    """Run the versions up to `to`, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _version(connection: Connection, name: str) -> str | None:
    """None for a database that holds nothing of ours."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if "entry" in tables:
            raise StoreError(
                f"{name} has a table 'entry' that is not factcheck's; name another database"
            )
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    version = None if found is None else str(found)
    if version is not None and version > NEWEST:
        raise StoreError(
            f"{name} was written by a newer factcheck (its version is {version}, this one knows "
            f"{NEWEST}); update factcheck: pip install --upgrade factcheck-news"
        )
    return version
