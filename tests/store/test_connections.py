from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from exchange.storage import Store
from exchange.storage.engine import WAL_IS_SAFE_FROM
from tests.store.stores import Databases


class Stumble(Exception):
    pass


@pytest.fixture
def sqlite(databases: Databases) -> Iterator[Store]:
    with databases.migrated("sqlite") as made:
        yield made


@pytest.fixture
def postgresql(databases: Databases) -> Iterator[Store]:
    with databases.migrated("postgresql") as made:
        yield made


def note(connection: Connection, year: int) -> None:
    """Leaves a trace."""
    added = "INSERT INTO event (at, kind, year, details) VALUES (:at, 'test', :year, '{}')"
    connection.execute(text(added), {"at": "2025-01-01T00:00:00.000000Z", "year": year})


def years(connection: Connection) -> list[int]:
    return list(connection.scalars(text("SELECT year FROM event ORDER BY id")))


def write(store: Store, year: int) -> float:
    """How long it took to leave a trace."""
    began = monotonic()
    with store.writing() as connection:
        note(connection, year)
    return monotonic() - began


def test_what_is_written_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(Stumble):
        stumble(store)
    write(store, 2025)
    with store.reading() as connection:
        assert years(connection) == [2025]


def stumble(store: Store) -> None:
    with store.writing() as connection:
        note(connection, 2024)
        raise Stumble


def test_who_reads_sees_one_state(store: Store) -> None:
    with ThreadPoolExecutor(1) as pool:
        with store.reading() as connection:
            before = years(connection)
            writing = pool.submit(write, store, 2025)
            sleep(0.2)
            assert years(connection) == before == []
        writing.result()
    with store.reading() as connection:
        assert years(connection) == [2025]


def test_a_reader_lets_a_writer_through_as_soon_as_it_is_done(store: Store) -> None:
    with ThreadPoolExecutor(1) as pool:
        with store.reading() as connection:
            years(connection)
            writing = pool.submit(write, store, 2025)
            sleep(0.5)
        released = monotonic()
        writing.result()
    assert monotonic() - released < 1


def test_readers_that_never_cease_starve_no_writer(store: Store) -> None:
    over, times = Event(), [0] * 4

    def read(reader: int) -> None:
        while not over.is_set():
            with store.reading() as connection:
                years(connection)
                sleep(0.01)
            times[reader] += 1

    with ThreadPoolExecutor(4) as pool:
        reading = [pool.submit(read, reader) for reader in range(4)]
        try:
            written, longest, until = 0, 0.0, monotonic() + 60
            while (written < 20 or min(times) < 2) and monotonic() < until:
                longest, written = max(longest, write(store, 2025)), written + 1
        finally:
            over.set()
    for each in reading:
        each.result()
    assert written >= 20
    assert min(times) >= 2
    assert longest < 10


def test_sqlite_is_durable_and_keeps_its_references(sqlite: Store) -> None:
    safe = sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM
    wanted = {
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "journal_mode": "wal" if safe else "delete",
    }
    for use in (sqlite.reading, sqlite.writing, sqlite.reading):
        with use() as connection:
            found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
        assert found == wanted


def turn_is_free(store: Store) -> bool:
    """Whether another process could write at this moment."""
    other = sqlite3.connect(str(store.engine.url.database), timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    finally:
        other.close()
    return True


def test_only_who_writes_takes_a_turn_on_sqlite(sqlite: Store) -> None:
    for _ in range(3):
        with sqlite.writing():
            assert not turn_is_free(sqlite)
        with sqlite.reading() as connection:
            years(connection)
            assert turn_is_free(sqlite)
        with pytest.raises(Stumble):
            stumble(sqlite)
        assert turn_is_free(sqlite)


def isolation(connection: Connection) -> tuple[str, str]:
    shown = (text(f"SHOW transaction_{what}") for what in ("isolation", "read_only"))
    level, read_only = map(connection.scalar, shown)
    return level, read_only


def test_no_use_of_a_connection_carries_into_the_next_on_postgresql(postgresql: Store) -> None:
    for _ in range(3):
        with postgresql.reading() as connection:
            assert isolation(connection) == ("repeatable read", "on")
        with postgresql.writing() as connection:
            assert isolation(connection) == ("read committed", "off")
        with pytest.raises(Stumble):
            stumble(postgresql)
    with postgresql.engine.connect() as connection:
        assert isolation(connection) == ("read committed", "off")
    assert postgresql.engine.pool.checkedin() == 1


def test_who_reads_writes_nothing_on_postgresql(postgresql: Store) -> None:
    with postgresql.reading() as connection, pytest.raises(DBAPIError, match="read-only"):
        note(connection, 2025)


def test_who_waited_for_a_turn_sees_what_was_done_before_it(postgresql: Store) -> None:
    with postgresql.engine.connect() as connection:
        strict = "ALTER DATABASE {} SET default_transaction_isolation = 'serializable'"
        connection.execute(text(strict.format(postgresql.engine.url.database)))
        connection.commit()
    postgresql.close()
    with postgresql.writing() as connection:
        assert years(connection) == []
        write(postgresql, 2025)
        assert years(connection) == [2025]


def test_a_new_database_is_nobody_elses_to_read(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    Store(f"sqlite:///{file}").close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_fails_is_told_without_what_was_to_be_written(store: Store) -> None:
    secret = "somebody@example.org"
    with pytest.raises(DBAPIError) as refused, store.reading() as connection:
        connection.execute(text("SELECT 1 FROM nowhere WHERE a = :a"), {"a": secret})
    assert secret not in str(refused.value)
