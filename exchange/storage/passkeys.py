"""Passkeys: the public halves of keys that only a person's devices hold."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from exchange.storage.schema import passkey


class Passkey(NamedTuple):
    """A passkey; ``sign_count`` is how often its device says to have used it."""

    credential: bytes
    person: int
    public_key: bytes
    sign_count: int
    label: str
    created_at: datetime
    used_at: datetime | None = None


def add(connection: Connection, made: Passkey) -> bool:
    """Keeps a new passkey; False where the credential's id is known, whoever's it is."""
    values = made._asdict()
    try:
        with connection.begin_nested():
            connection.execute(insert(passkey).values(person_id=values.pop("person"), **values))
    except IntegrityError:
        if passkey_of(connection, made.credential) is None:
            raise
        return False
    return True


def passkey_of(connection: Connection, credential: bytes) -> Passkey | None:
    """The passkey with the credential's id, whoever's it is."""
    row = connection.execute(_ALL.where(passkey.c.credential == credential)).one_or_none()
    return Passkey(*row) if row else None


def passkeys_of(connection: Connection, person_id: int) -> list[Passkey]:
    """A person's passkeys, the oldest first."""
    theirs = _ALL.where(passkey.c.person_id == person_id)
    found = connection.execute(theirs.order_by(passkey.c.created_at, passkey.c.credential))
    return [Passkey(*row) for row in found]


def used(connection: Connection, seen: Passkey, sign_count: int, at: datetime) -> bool:
    """Keeps that a passkey was used; False where it was used or removed since it was ``seen``."""
    same = (passkey.c.credential == seen.credential) & (passkey.c.sign_count == seen.sign_count)
    values = {"sign_count": sign_count, "used_at": at}
    return connection.execute(update(passkey).where(same).values(**values)).rowcount == 1


def rename(connection: Connection, person_id: int, credential: bytes, label: str) -> bool:
    """Another name for a passkey; False where it is not the person's."""
    theirs = (passkey.c.credential == credential) & (passkey.c.person_id == person_id)
    return connection.execute(update(passkey).where(theirs).values(label=label)).rowcount == 1


def remove(connection: Connection, person_id: int, credential: bytes) -> bool:
    """Lets a passkey open nothing any more; False where it is not the person's."""
    theirs = (passkey.c.credential == credential) & (passkey.c.person_id == person_id)
    return connection.execute(delete(passkey).where(theirs)).rowcount == 1


def remove_all(connection: Connection, person_id: int) -> None:
    """Removes all of a person's passkeys."""
    connection.execute(delete(passkey).where(passkey.c.person_id == person_id))


_ALL = select(
    passkey.c.credential,
    passkey.c.person_id,
    passkey.c.public_key,
    passkey.c.sign_count,
    passkey.c.label,
    passkey.c.created_at,
    passkey.c.used_at,
)
