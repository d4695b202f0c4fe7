"""Tokens for programs that use the API as somebody."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from exchange.core.people import Person
from exchange.storage import Store, people
from exchange.storage import tokens as kept
from exchange.storage.events import Event, record

PREFIX = "mou_"
"""By which a token is known for what it is, wherever somebody left it."""

_BYTES = 32
_SEEN_EVERY = timedelta(minutes=1)


def make(store: Store, person: Person, label: str, now: datetime) -> str:
    """A new token, to be shown once."""
    token = PREFIX + secrets.token_urlsafe(_BYTES)
    with store.writing() as connection:
        made = kept.add(connection, person.id, label, token, now)
        record(connection, Event(now, "token-made", person.id, details={"token": made.id}))
    return token


def revoke(store: Store, person: Person, id_: int, now: datetime) -> None:
    """Lets one of a person's own tokens work no longer."""
    with store.writing() as connection:
        if kept.revoke(connection, person.id, id_, now):
            record(connection, Event(now, "token-revoked", person.id, details={"token": id_}))


def bearer(connection: Connection, token: str, now: datetime) -> Person | None:
    """Whose token it is, as long as it works and the account is open; changes nothing."""
    found = kept.token_of(connection, token) if token.startswith(PREFIX) else None
    person = people.person_of(connection, found.person) if found else None
    return person if person is not None and not _is_closed(person, now) else None


def caller(store: Store, token: str, now: datetime) -> Person | None:
    """As ``bearer``, and keeps that the token is in use, once a minute at most."""
    with store.reading() as connection:
        person = bearer(connection, token, now)
        found = kept.token_of(connection, token) if person else None
    if found is not None and (found.used_at is None or now - found.used_at > _SEEN_EVERY):
        with store.writing() as connection:
            kept.used(connection, found.id, now)
    return person


def _is_closed(person: Person, now: datetime) -> bool:
    return person.disabled_at is not None and person.disabled_at <= now
