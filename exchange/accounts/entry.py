"""Signing in: a password and then a code, or a passkey."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection

from exchange.accounts import codes, passkeys, passwords
from exchange.accounts.passkeys import Party
from exchange.core.people import Person
from exchange.storage import Store, credentials, people
from exchange.storage.credentials import Credentials
from exchange.storage.events import Event, record

_LONGEST_ADDRESS = 254


def by_password(store: Store, email: str, password: str, now: datetime) -> Person | None:
    """Who has the address and the password; the second factor is still to come.

    None for a wrong password, an unknown address and a closed account alike, after as long.
    """
    person, kept = _at(store, email[:_LONGEST_ADDRESS])
    if not passwords.fits(password, kept.password_hash):
        refused(store, "password", email, now)
        return None
    assert person is not None  # noqa: S101 - nobody has no password
    assert kept.password_hash is not None  # noqa: S101 - one fitted
    anew = passwords.hashed_anew(password, kept.password_hash)
    if anew:
        with store.writing() as connection:
            credentials.rehash(connection, person.id, kept.password_hash, anew)
    return person


def by_code(store: Store, person_id: int, code: str, now: datetime) -> Person | None:
    """Who gave the password before and now a code of the app or a recovery code, used up by it."""
    with store.writing() as connection:
        person = _open(connection, person_id)
        how = codes.accepts(connection, person_id, code, now) if person else None
        if person is not None and how is not None:
            signed_in(connection, person, f"password and {how}", now)
            return person
    refused(store, "code", person.email if person else "", now)
    return None


def by_passkey(
    store: Store, party: Party, challenge: bytes | None, answer: str, now: datetime
) -> Person | None:
    """Whose passkey answered the challenge."""
    try:
        with store.writing() as connection:
            person = _open(connection, passkeys.accepted(connection, party, challenge, answer, now))
            if person is not None:
                signed_in(connection, person, "passkey", now)
                return person
    except passkeys.Refused:
        pass
    refused(store, "passkey", "", now)
    return None


def signed_in(connection: Connection, person: Person, how: str, now: datetime) -> None:
    """Keeps that somebody signed in, and by what."""
    record(connection, Event(now, "signed-in", person.id, details={"by": how}))


def refused(store: Store, how: str, email: str, now: datetime) -> None:
    """Keeps that somebody was not let in; of the address no more than tells two apart."""
    address = hashlib.sha256(people.normal(email).encode()).hexdigest()[:16]
    with store.writing() as connection:
        record(connection, Event(now, "sign-in-refused", details={"by": how, "address": address}))


def _at(store: Store, email: str) -> tuple[Person | None, Credentials]:
    with store.reading() as connection:
        person = people.person_at(connection, email)
        if person is None or person.disabled_at is not None:
            return None, Credentials()
        return person, credentials.credentials_of(connection, person.id)


def _open(connection: Connection, person_id: int) -> Person | None:
    person = people.person_of(connection, person_id)
    return person if person is not None and person.disabled_at is None else None
