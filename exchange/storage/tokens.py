"""Tokens of the API, known by the hash of what only their owner has."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from exchange.storage.engine import new_id
from exchange.storage.schema import api_token
from exchange.storage.sessions import hashed


class Token(NamedTuple):
    """A token that works: whose, what it is for, since when it is there and when last used."""

    id: int
    person: int
    label: str
    created_at: datetime
    used_at: datetime | None = None


def add(connection: Connection, person_id: int, label: str, token: str, at: datetime) -> Token:
    """Keeps a new token."""
    values = {"person_id": person_id, "label": label, "created_at": at}
    result = connection.execute(insert(api_token).values(token_hash=hashed(token), **values))
    return Token(new_id(result), person_id, label, at)


def token_of(connection: Connection, token: str) -> Token | None:
    """The token as it is kept, None where it was revoked or never was."""
    here = api_token.c.token_hash == hashed(token)
    row = connection.execute(_WORKING.where(here)).one_or_none()
    return Token(*row) if row else None


def tokens_of(connection: Connection, person_id: int) -> list[Token]:
    """A person's tokens that work, the oldest first."""
    theirs = _WORKING.where(api_token.c.person_id == person_id).order_by(api_token.c.id)
    return [Token(*row) for row in connection.execute(theirs)]


def used(connection: Connection, id_: int, at: datetime) -> None:
    """Keeps that a token is in use."""
    connection.execute(update(api_token).where(api_token.c.id == id_).values(used_at=at))


def revoke(connection: Connection, person_id: int, id_: int, at: datetime) -> bool:
    """Lets a token work no longer; False where it is not the person's, or was revoked before."""
    theirs = (api_token.c.id == id_) & (api_token.c.person_id == person_id)
    theirs &= api_token.c.revoked_at.is_(None)
    return connection.execute(update(api_token).where(theirs).values(revoked_at=at)).rowcount == 1


def revoke_all(connection: Connection, person_id: int, at: datetime) -> None:
    """Lets none of a person's tokens work any longer."""
    theirs = (api_token.c.person_id == person_id) & api_token.c.revoked_at.is_(None)
    connection.execute(update(api_token).where(theirs).values(revoked_at=at))


_WORKING = select(
    api_token.c.id,
    api_token.c.person_id,
    api_token.c.label,
    api_token.c.created_at,
    api_token.c.used_at,
).where(api_token.c.revoked_at.is_(None))
