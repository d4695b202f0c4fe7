"""A database that was in use before a migration keeps everything."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Row, inspect, text

from exchange.core.meetings import PLAN, Meeting
from exchange.storage import Store, letters, meetings, people
from exchange.storage.upgrade import faults, revision_of, upgrade
from tests.store.rows import NOW, SEED, settle
from tests.store.trying import refused_by


@pytest.fixture
def used(empty_store: Store) -> Store:
    """At the first schema, and in use."""
    upgrade(empty_store, "0001")
    tables = inspect(empty_store.engine).get_table_names()
    with empty_store.writing() as connection:
        settle(connection, tables)
    return empty_store


def columns_of(store: Store) -> dict[str, str]:
    """Table → its columns, those of migrations left aside."""
    looked = inspect(store.engine)
    return {
        table: ", ".join(column["name"] for column in looked.get_columns(table))
        for table in looked.get_table_names()
        if table != "alembic_version"
    }


def rows_of(store: Store, columns: dict[str, str]) -> dict[str, list[Row]]:
    with store.reading() as connection:
        return {
            table: sorted(connection.execute(text(f"SELECT {listed} FROM {table}")), key=repr)  # noqa: S608 - names of our own tables
            for table, listed in columns.items()
        }


def test_everything_that_was_in_a_database_is_still_in_it(used: Store) -> None:
    columns = columns_of(used)
    before = rows_of(used, columns)
    assert {table: len(rows) for table, rows in before.items()} == {
        table: len(SEED[table]) for table in columns
    }
    upgrade(used)
    assert revision_of(used) == "0002"
    assert rows_of(used, columns) == before
    with used.reading() as connection:
        assert [each.email for each in people.everybody(connection)] == [
            row["email"] for row in SEED["person"]
        ]
        assert [each.subject for each in letters.kept(connection)] == ["-"]


def test_meetings_set_before_there_were_plans_have_the_usual_one(used: Store) -> None:
    upgrade(used)
    with used.reading() as connection:
        assert meetings.all_meetings(connection) == [
            Meeting(1, "jvo", date(2025, 6, 1), "", "UTC", NOW, (2024,), plan=PLAN)
        ]
        assert meetings.minutes_of(connection, 1) == ((), "", "", ())


def test_its_schema_is_then_the_same_and_guarded(used: Store) -> None:
    upgrade(used)
    # The figures of this small world never added up.
    assert [each for each in faults(used) if not each.startswith("what counts for")] == []
    with used.writing() as connection:
        settle(connection, ["message"])
    gone = refused_by(used, text("DELETE FROM message"))
    assert "message_is_never_removed" in str(gone)
