"""What people change of their own accounts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from exchange.accounts import codes, passwords
from exchange.accounts.passkeys import keep
from exchange.core.people import Person
from exchange.storage import Store, credentials, passkeys, people, sessions
from exchange.storage.events import Event, record
from exchange.storage.passkeys import Passkey


class LastMeans(Exception):
    """The only passkey of who could not sign in without it."""


def change_about(store: Store, person: Person, name: str, language: str) -> None:
    """Another name, another language."""
    with store.writing() as connection:
        people.change_person(connection, person.id, name=name, language=language)


def has_password(store: Store, person: Person, password: str) -> bool:
    """Whether it is the person's own password."""
    with store.reading() as connection:
        kept = credentials.credentials_of(connection, person.id)
    return passwords.fits(password, kept.password_hash)


def change_password(
    store: Store, person: Person, password: str, session: str, now: datetime
) -> None:
    """Another password; all sessions but the one with the token ``session`` end."""
    hash_ = passwords.hashed(password)
    with store.writing() as connection:
        credentials.set_password(connection, person.id, hash_)
        sessions.end_all(connection, person.id, but=session)
        record(connection, Event(now, "password-changed", person.id))


def change_app(store: Store, person: Person, secret: str, step: int, now: datetime) -> list[str]:
    """Another authenticator app, proved by a code; gives new recovery codes, to be shown once."""
    with store.writing() as connection:
        credentials.set_totp(connection, person.id, secret, step)
        record(connection, Event(now, "second-factor-set", person.id))
        return codes.new_codes(connection, person.id)


def new_recovery_codes(store: Store, person: Person, now: datetime) -> list[str]:
    """New recovery codes instead of the old ones, to be shown once."""
    with store.writing() as connection:
        record(connection, Event(now, "recovery-codes-made", person.id))
        return codes.new_codes(connection, person.id)


def add_passkey(store: Store, passkey: Passkey, now: datetime) -> None:
    """One more passkey; raises Refused."""
    with store.writing() as connection:
        keep(connection, passkey, now)


def remove_passkey(store: Store, person: Person, credential: bytes, now: datetime) -> None:
    """One passkey less; raises LastMeans where there would be nothing left to sign in with."""
    with store.writing() as connection:
        credentials.take_turn(connection, person.id)
        theirs = {each.credential for each in passkeys.passkeys_of(connection, person.id)}
        if theirs == {credential} and not _has_password(connection, person):
            raise LastMeans
        if passkeys.remove(connection, person.id, credential):
            record(connection, Event(now, "passkey-removed", person.id))


def _has_password(connection: Connection, person: Person) -> bool:
    kept = credentials.credentials_of(connection, person.id)
    return kept.password_hash is not None and kept.totp_secret is not None
