"""Databases of any age: a fresh one, an old one, a newer one, and what is none at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from factcheck.model import Report, State
from factcheck.store import migrating
from factcheck.store.entries import Action
from factcheck.store.ledger import Ledger, NoDatabaseError, connect
from factcheck.store.location import StoreError
from factcheck.store.tables import VERSION_TABLE, entry
from tests.store.conftest import decided


def test_the_newest_version_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", migrating.SCRIPTS)

    assert ScriptDirectory.from_config(config).get_heads() == [migrating.NEWEST]


def test_migrations_make_the_table_that_the_code_knows(ledger: Ledger) -> None:
    made = inspect(ledger._engine)

    assert {c["name"] for c in made.get_columns("entry")} == {c.name for c in entry.columns}
    assert [i["column_names"] for i in made.get_indexes("entry") if not i["unique"]] == [
        ["finding"]
    ]


def test_an_old_database_is_brought_up_to_date_and_keeps_its_decisions(
    database: str, report: Report
) -> None:
    decision = decided(report, Action.CONFIRM)
    with connect(database) as old:
        with migrating.writing(old._engine) as connection:
            migrating.upgrade(connection, "0001")
        old.record([decision])

    with Ledger.open(database) as ledger:
        assert ledger.entries() == (decision,)
        with ledger._engine.connect() as connection:
            version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}"))
            assert version.scalar() == migrating.NEWEST


def test_a_newer_database_is_refused_with_what_to_do(database: str) -> None:
    with Ledger.open(database) as ledger, migrating.writing(ledger._engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9000'"))

    with pytest.raises(StoreError, match=r"newer factcheck .* pip install --upgrade"):
        Ledger.open(database)


def test_a_table_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "blog.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE entry (headline TEXT)")
    connection.close()

    with pytest.raises(StoreError, match="not factcheck's; name another database"):
        Ledger.open(str(file))


def test_none_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError, match="there is no database"):
        Ledger.open(str(tmp_path / "decisions.db"), make=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_an_empty_postgres_database_stays_empty_where_none_is_wanted(postgres: str) -> None:
    with pytest.raises(NoDatabaseError, match="holds no decisions yet"):
        Ledger.open(postgres, make=False)
    with connect(postgres) as ledger:
        assert inspect(ledger._engine).get_table_names() == []


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Dear diary, " * 1000, encoding="utf-8")

    with pytest.raises(StoreError, match=r"notes\.txt is no database, or a broken one"):
        Ledger.open(str(file))
    assert file.read_text(encoding="utf-8").startswith("Dear diary")


def test_a_damaged_database_is_named_and_not_read_as_empty(tmp_path: Path, report: Report) -> None:
    file = tmp_path / "decisions.db"
    with Ledger.open(str(file)) as ledger:
        ledger.record([decided(report, Action.CONFIRM) for _ in range(200)])
    pages = bytearray(file.read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    file.write_bytes(pages)

    with pytest.raises(StoreError, match="broken"), Ledger.open(str(file)) as ledger:
        ledger.reviews(report)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; name a file"):
        Ledger.open(str(tmp_path))


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StoreError) as error:
        Ledger.open("postgresql://desk:secret@/news?host=/nowhere")

    assert "secret" not in str(error.value)
    assert "cannot be used" in str(error.value)


def test_a_migrated_ledger_works(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.CONFIRM)])

    assert ledger.reviews(report)["toll"].state is State.CONFIRMED
