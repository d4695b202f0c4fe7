"""A database for commands, and people in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from exchange.core.people import Role
from exchange.storage import Store, people
from exchange.storage.upgrade import upgrade
from tests.cli.running import Ran, run

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


class Host(NamedTuple):
    """A machine on which commands are run, each with the same settings."""

    environment: dict[str, str]

    @property
    def store(self) -> Store:
        return Store(self.environment["EXCHANGE_DATABASE_URL"])

    def run(self, *arguments: object) -> Ran:
        return run(*arguments, environment=self.environment)

    def person(self, email: str, role: Role, reporter: str | None = None) -> None:
        at, store = datetime.now(UTC), self.store
        with store.writing() as connection:
            who = people.add_person(connection, email, "", at)
            people.assign(connection, who.id, role, reporter, at)
        store.close()


def empty(folder: Path) -> Host:
    """With no database yet; one reader is enough to read one file."""
    return Host(
        {
            "EXCHANGE_DATABASE_URL": f"sqlite:///{folder / 'exchange.db'}",
            "EXCHANGE_PUBLIC_URL": "https://exchange.example",
            "EXCHANGE_APART_READERS": "1",
        }
    )


def prepared(folder: Path) -> Host:
    """With an empty database of today's schema."""
    host = empty(folder)
    store = host.store
    upgrade(store)
    store.close()
    return host
