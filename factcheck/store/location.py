"""Which database: what a user wrote goes in, the URL that SQLAlchemy opens comes out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import URL

VARIABLE = "FACTCHECK_DATABASE"
FILE_NAME = "workspace.db"

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
DRIVERS = {
    SQLITE: "sqlite+pysqlite",
    POSTGRESQL: "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
"""What stands before :// → with the driver that factcheck installs for it."""


_ALMOST_URL = re.compile(r"(?:postgres(?:ql)?|sqlite)(?:\+\w+)?(?::/(?!/)|//)", re.IGNORECASE)
"""postgresql//x, postgresql:/x: an address with a sign left out, and no folder."""


class StoreError(Exception):
    """The database cannot be used; the message says why and what to do."""


class NoDatabaseError(StoreError):
    """There is none yet, and none was to be made."""


def choose(
    given: str | os.PathLike[str] | None = None,
    project: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """The database that counts: the one given, that of FACTCHECK_DATABASE, the project's, or the
    user's own file."""
    if given is not None:
        return os.fspath(given)
    return environment.get(VARIABLE) or project or str(default_file())


def default_file() -> Path:
    """The user's own database, where the operating system keeps data of programs."""
    import platformdirs

    return Path(platformdirs.user_data_dir("factcheck", appauthor=False)) / FILE_NAME


def refuse_missing(given: str) -> None:
    """Raise NoDatabaseError for a file that is not there. Quick: SQLAlchemy is not imported."""
    if "://" not in given and given.strip() and not Path(given).expanduser().exists():
        raise NoDatabaseError(f"there is no database {given}; factcheck review makes it")


def parse(given: str) -> URL:
    """The URL of a path or URL. Raises StoreError."""
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    if not given.strip():
        raise StoreError("the database's name is empty; give a file or postgresql://HOST/NAME")
    if _ALMOST_URL.match(given):
        raise StoreError(
            f"{given.partition('/')[0]}… is neither a file nor an address; "
            "give postgresql://USER@HOST/NAME"
        )
    if "://" not in given:
        return URL.create(DRIVERS[SQLITE], database=str(Path(given).expanduser().absolute()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise StoreError(
            "the database's address cannot be read; give a file or postgresql://USER@HOST/NAME"
        ) from None
    driver = DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise StoreError(
            f"{url.drivername}:// is no database that factcheck can use; "
            "give a file or postgresql://USER@HOST/NAME"
        )
    if driver == DRIVERS[SQLITE] and not url.database:
        raise StoreError("sqlite:// names no file; give one, as in sqlite:///decisions.db")
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """The database for people to read, without its password."""
    if url.get_backend_name() == SQLITE:
        return str(url.database)
    return url.set(drivername=POSTGRESQL).render_as_string(hide_password=True)
