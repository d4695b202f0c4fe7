"""Brings a database to today's schema, and proves that it has it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from exchange.storage.engine import Store
from exchange.storage.proofs import damage, missing_constraints, missing_guards, stale
from exchange.storage.schema import METADATA

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(store: Store, revision: str = "head") -> None:
    """Every migration that is missing, each whole or not at all."""
    with store.writing() as connection:
        if connection.dialect.name == "postgresql":
            # Services that start together upgrade one after the other, as with SQLite anyway.
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('upgrade', 0))"))
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
        if differences:
            return differences
        return [
            *missing_constraints(connection),
            *missing_guards(connection),
            *stale(connection),
            *damage(connection),
        ]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config
