"""Brings a database to today's schema, and proves that it has it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from exchange.storage.engine import Store
from exchange.storage.guards import GUARDS
from exchange.storage.schema import METADATA

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(store: Store, revision: str = "head") -> None:
    """Every migration that is missing, each whole or not at all."""
    with store.writing() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revision_of(store: Store) -> str | None:
    """The revision a database is at; None where it is empty."""
    with store.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision of today's schema."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def faults(store: Store) -> list[str]:
    """What is not as it must be: schema, guards, and what the database itself finds."""
    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        if context.get_current_revision() != newest():
            return [f"the schema is at {context.get_current_revision()}, not at {newest()}"]
        differences = [str(found) for found in compare_metadata(context, METADATA)]
        return [*differences, *_missing_guards(connection), *_damage(connection)]


def _missing_guards(connection: Connection) -> list[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    there = set(connection.scalars(text(catalogue[connection.dialect.name])))
    return [f"the guard {guard.name} is missing" for guard in GUARDS if guard.name not in there]


def _damage(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    said = [str(line) for line in connection.scalars(text("PRAGMA integrity_check"))]
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in said if line != "ok"] + [
        f"row {row} of {table} refers to nothing in {parent}" for table, row, parent, _ in orphans
    ]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config
