from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from exchange.storage import Store
from exchange.storage.guards import GUARDS, statements
from exchange.storage.schema import METADATA
from exchange.storage.upgrade import faults, newest, revision_of, upgrade
from tests.store.rows import SEED, settle
from tests.store.stores import KINDS, Databases

SCHEMA = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": (
        "SELECT 'constraint', n.conname, c.relname || ' ' || pg_get_constraintdef(n.oid)"
        " FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid WHERE n.connamespace ="
        " 'public'::regnamespace"
        " UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT 'column', table_name || '.' || column_name, concat_ws(' ', data_type,"
        " character_maximum_length, is_nullable, column_default)"
        " FROM information_schema.columns WHERE table_schema = 'public'"
        " UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal"
        " UNION ALL SELECT 'function', proname, prosrc FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace"
    ),
}


def schema_of(store: Store) -> set[tuple[str, str, str]]:
    with store.reading() as connection:
        rows = connection.execute(text(SCHEMA[connection.dialect.name])).all()
    return {
        (kind, name, " ".join(sorted(told.replace(",", " ").split())))
        for kind, name, told in rows
        if "alembic_version" not in name + told
    }


def run(store: Store, *commands: str) -> None:
    with store.writing() as connection:
        for command in commands:
            connection.execute(text(command))


def test_an_empty_database_is_brought_to_the_newest_schema(empty_store: Store) -> None:
    assert revision_of(empty_store) is None
    upgrade(empty_store)
    assert revision_of(empty_store) == newest() is not None
    assert faults(empty_store) == []


def test_a_database_without_a_schema_is_reported(empty_store: Store) -> None:
    assert faults(empty_store) == [f"the schema is at None, not at {newest()}"]


@pytest.mark.parametrize("kind", KINDS)
def test_migrations_give_what_the_tables_and_guards_say(databases: Databases, kind: str) -> None:
    with databases.migrated(kind) as migrated, databases.empty(kind) as made:
        with made.writing() as connection:
            METADATA.create_all(connection)
            for statement in statements(GUARDS, kind):
                connection.execute(text(statement))
        assert len(schema_of(migrated)) > len(METADATA.tables) + len(GUARDS)
        assert schema_of(migrated) == schema_of(made)


def test_upgrading_again_changes_nothing(store: Store) -> None:
    with store.writing() as connection:
        settle(connection)
    before, found = schema_of(store), faults(store)
    upgrade(store)
    assert schema_of(store) == before
    assert faults(store) == found
    with store.reading() as connection:
        assert len(connection.execute(METADATA.tables["version"].select()).all()) == 5


def test_services_that_start_together_upgrade_once(empty_store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        for upgraded in [pool.submit(upgrade, empty_store) for _ in range(4)]:
            upgraded.result()
    assert faults(empty_store) == []


def test_a_migration_that_fails_leaves_nothing(empty_store: Store) -> None:
    run(empty_store, "CREATE TABLE version (id INTEGER)")
    with pytest.raises(DatabaseError, match="already exists"):
        upgrade(empty_store)
    assert inspect(empty_store.engine).get_table_names() == ["version"]
    run(empty_store, "DROP TABLE version")
    upgrade(empty_store)
    assert faults(empty_store) == []


@pytest.mark.parametrize("guard", ["version_is_never_changed", "authority_never_goes_back"])
def test_a_guard_that_is_gone_is_reported(store: Store, guard: str) -> None:
    table = next(each.table for each in GUARDS if each.name == guard)
    on = f" ON {table}" if store.engine.dialect.name == "postgresql" else ""
    run(store, f"DROP TRIGGER {guard}{on}")
    assert faults(store) == [f"the guard {guard} is missing"]


def test_a_guard_that_looks_away_is_reported(store: Store) -> None:
    guard = next(each for each in GUARDS if each.name == "version_is_never_changed")
    blind = guard._replace(when="1 = 2")
    if store.engine.dialect.name == "postgresql":
        command = blind.on_postgresql()[0].replace("CREATE", "CREATE OR REPLACE")
        run(store, command)
    else:
        run(store, f"DROP TRIGGER {guard.name}", *blind.on_sqlite())
    assert faults(store) == ["the guard version_is_never_changed is missing"]


def test_a_missing_column_is_reported(store: Store) -> None:
    run(store, "ALTER TABLE letter DROP COLUMN html")
    (found,) = faults(store)
    assert "add_column" in found
    assert "html" in found


def test_a_missing_constraint_is_reported(databases) -> None:
    with databases.migrated("postgresql") as store:
        run(store, "ALTER TABLE observation DROP CONSTRAINT ck_observation_counts_from_zero")
        assert faults(store) == ["the constraint ck_observation_counts_from_zero is missing"]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM current",
        "INSERT INTO authority (reporter, year, version_id) VALUES ('aruba', 2024, 4)",
    ],
)
def test_figures_that_are_not_those_released_last_are_reported(store: Store, damage: str) -> None:
    with store.writing() as connection:
        settle(connection)
        connection.execute(
            METADATA.tables["current"].insert(),
            SEED["current"][0] | {"figure": "suspects", "value": 7},
        )
    counted = "what counts for {} 2024 is not what was released last".format
    assert faults(store) == [counted("aruba")]
    run(store, damage)
    assert faults(store) == [counted("aruba")] + [counted("curacao")] * damage.startswith("DELETE")


def test_rows_that_refer_to_nothing_are_reported_on_sqlite(databases) -> None:
    with databases.migrated("sqlite") as store:
        with store.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute("INSERT INTO attempt_file VALUES (77, 'PK')")
            raw.execute("PRAGMA foreign_keys = ON")
        assert faults(store) == ["row 77 of attempt_file refers to nothing in attempt"]
