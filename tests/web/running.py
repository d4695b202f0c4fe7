"""A whole service in a folder of its own, and people to use it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient

from exchange.codebooks import load
from exchange.core.people import OF_A_REPORTER, Assignment, Person, Role
from exchange.deliveries.desk import Desk, Sender
from exchange.mail import Letter
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.reminders.sending import send_waiting
from exchange.service import Service
from exchange.storage import Store, people
from exchange.storage.upgrade import upgrade
from exchange.submissions.apart import Readers
from exchange.web import create_app

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
START = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)


class Clock:
    """Stands still until a test moves it on."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **spans: float) -> None:
        self.time += timedelta(**spans)


class Running(NamedTuple):
    """A service with its store, its clock and what its post took."""

    app: Flask
    desk: Desk
    clock: Clock
    taken: list[Letter]

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def letters(self) -> list[Letter]:
        """The letters it sent, after a worker's round."""
        self.sends()
        return self.taken

    def sends(self) -> None:
        """What waits in the outbox goes, as far as the post takes it."""
        frame = self.app.extensions["exchange"]
        office = Office(self.store, frame.codebook, frame.service, frame.post)
        lease = Lease(self.store)
        assert lease.held()
        send_waiting(office, lease, self.clock)
        lease.give_back()

    def person(self, role: Role, reporter: str | None = None, email: str = "") -> Sender:
        """A new person with one role, from some days ago."""
        since = self.clock() - timedelta(days=30)
        address = email or f"{role.value}.{reporter or 'all'}@example.org"
        with self.store.writing() as connection:
            who = people.add_person(connection, address, address.partition("@")[0], since)
            for_ = reporter if role in OF_A_REPORTER else None
            return Sender(who, people.assign(connection, who.id, role, for_, since))

    def also(self, who: Person, role: Role, reporter: str | None = None) -> Assignment:
        with self.store.writing() as connection:
            return people.assign(connection, who.id, role, reporter, self.clock())

    def client(self, who: Sender | None = None) -> FlaskClient:
        """A browser, signed in as somebody."""
        client = self.app.test_client()
        if who is not None:
            with client.session_transaction() as session:
                session["person"] = who.person.id
        return client


@contextmanager
def running(folder: Path, readers: Readers, **settings):
    """A service over an empty SQLite database; no CSRF token is asked for unless set so."""
    store = Store(f"sqlite:///{folder / 'exchange.db'}")
    upgrade(store)
    clock, letters = Clock(), []
    service = Service(secret_key="0123456789abcdefghijklmnopqrstuv", **settings)
    desk = Desk(store, readers, load(), service.public_url)
    app = create_app(service, desk, letters.append, clock)
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)
    yield Running(app, desk, clock, letters)
    store.close()
