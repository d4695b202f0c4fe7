"""Connections: many read, who writes waits for its turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, create_engine, event, make_url, text

WAL_IS_SAFE_FROM = (3, 51, 3)
"""Older SQLite libraries can corrupt a database when they reset its write-ahead log."""

_PATIENCE_MS = 15_000


class Store:
    """The database: ``reading`` and ``writing`` give a connection for one unit of work."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database for as long as it is held."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(  # noqa: PLW2901 - the same one
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept all together, or none where something fails."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection = connection.execution_options(writes=True)  # noqa: PLW2901
            else:
                # Who waited for a turn must see what was done before it (``versions.take_turn``).
                connection = connection.execution_options(  # noqa: PLW2901
                    isolation_level="READ COMMITTED"
                )
            with connection.begin():
                yield connection

    def close(self) -> None:
        self.engine.dispose()


def new_id(result: CursorResult[Any]) -> int:
    """The key that the database gave to the row just inserted."""
    id_: int = result.inserted_primary_key[0]  # type: ignore[index]
    return id_


def _engine(url: str) -> Engine:
    # Parameters are addresses and letters: what fails is logged without them.
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        _made_for_its_owner(Path(parsed.database))
    timeout = {"timeout": _PATIENCE_MS / 1000}
    engine = create_engine(parsed, connect_args=timeout, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _made_for_its_owner(file: Path) -> None:
    """A new database is nobody else's to read; its journal takes over who may."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


def _prepare(connection: Any, _record: Any) -> None:
    """Durable, with foreign keys, and no transaction begun behind our back."""
    connection.isolation_level = None
    wal = sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM
    for pragma in (
        f"journal_mode = {'WAL' if wal else 'DELETE'}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",  # else REPLACE removes rows behind the guards' backs
        f"busy_timeout = {_PATIENCE_MS}",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: one that begins by reading cannot become one later."""
    writes = connection.get_execution_options().get("writes")
    connection.execute(text("BEGIN IMMEDIATE" if writes else "BEGIN"))
