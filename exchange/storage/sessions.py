"""Sessions, known by the hash of a token that only the browser has."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from exchange.storage.schema import session


class Session(NamedTuple):
    """A session's data, since when it is there and when it was last used."""

    data: bytes
    created_at: datetime
    seen_at: datetime


def hashed(token: str) -> str:
    """What is kept of a token: who reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_of(connection: Connection, token: str) -> Session | None:
    """The session that the token belongs to."""
    wanted = select(session.c.data, session.c.created_at, session.c.seen_at)
    row = connection.execute(wanted.where(session.c.token_hash == hashed(token))).one_or_none()
    return Session(row.data, row.created_at, row.seen_at) if row else None


def begin(
    connection: Connection, token: str, person_id: int | None, data: bytes, at: datetime
) -> None:
    """Keeps a session that is new."""
    values = {"person_id": person_id, "data": data, "created_at": at, "seen_at": at}
    connection.execute(insert(session).values(token_hash=hashed(token), **values))


def keep(
    connection: Connection, token: str, person_id: int | None, data: bytes, at: datetime
) -> bool:
    """Keeps a session's data; False where it was ended meanwhile: it does not come back."""
    values = {"person_id": person_id, "data": data, "seen_at": at}
    here = session.c.token_hash == hashed(token)
    return connection.execute(update(session).where(here).values(**values)).rowcount == 1


def seen(connection: Connection, token: str, at: datetime) -> None:
    """Keeps that a session is in use."""
    here = session.c.token_hash == hashed(token)
    connection.execute(update(session).where(here).values(seen_at=at))


def end(connection: Connection, token: str) -> None:
    """Ends one session."""
    connection.execute(delete(session).where(session.c.token_hash == hashed(token)))


def end_all(connection: Connection, person_id: int, but: str | None = None) -> None:
    """Ends a person's sessions, all of them or all but the one with the token ``but``."""
    theirs = session.c.person_id == person_id
    if but is not None:
        theirs &= session.c.token_hash != hashed(but)
    connection.execute(delete(session).where(theirs))


def forget_idle(connection: Connection, before: datetime) -> None:
    """Removes sessions that were last used before an instant."""
    connection.execute(delete(session).where(session.c.seen_at < before))
