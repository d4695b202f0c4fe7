"""What a person signs in with, but for passkeys: password, authenticator app, recovery codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from exchange.storage.schema import person, recovery_code


class Credentials(NamedTuple):
    """A password's hash and the secret of an authenticator app, each None where there is none."""

    password_hash: str | None = None
    totp_secret: str | None = None


def credentials_of(connection: Connection, person_id: int) -> Credentials:
    """What the person with the id has."""
    wanted = select(person.c.password_hash, person.c.totp_secret).where(person.c.id == person_id)
    return Credentials(*connection.execute(wanted).one())


def take_turn(connection: Connection, person_id: int) -> None:
    """Waits until nobody else changes what the person has; in SQLite who writes did so."""
    connection.execute(select(person.c.id).where(person.c.id == person_id).with_for_update())


def handle_of(connection: Connection, person_id: int) -> bytes:
    """What passkeys know the person by."""
    wanted = select(person.c.handle).where(person.c.id == person_id)
    handle: bytes = connection.execute(wanted).scalar_one()
    return handle


def set_password(connection: Connection, person_id: int, password_hash: str | None) -> None:
    """Another password, or none any more."""
    _set(connection, person_id, password_hash=password_hash)


def rehash(connection: Connection, person_id: int, old: str, new: str) -> None:
    """The same password hashed anew, unless it was changed meanwhile."""
    same = (person.c.id == person_id) & (person.c.password_hash == old)
    connection.execute(update(person).where(same).values(password_hash=new))


def set_totp(
    connection: Connection, person_id: int, secret: str | None, step: int | None = None
) -> None:
    """Another authenticator app, or none any more; ``step`` is that of the code given with it."""
    _set(connection, person_id, totp_secret=secret, totp_last_step=step)


def take_step(connection: Connection, person_id: int, step: int) -> bool:
    """Uses up a code and all before it; False where it was used before."""
    last = person.c.totp_last_step
    fresh = (person.c.id == person_id) & or_(last.is_(None), last < step)
    values = {"totp_last_step": step}
    return connection.execute(update(person).where(fresh).values(**values)).rowcount == 1


def replace_codes(connection: Connection, person_id: int, hashes: Iterable[str]) -> None:
    """New recovery codes instead of all the old ones."""
    theirs = recovery_code.c.person_id == person_id
    connection.execute(delete(recovery_code).where(theirs))
    rows = [{"person_id": person_id, "code_hash": each} for each in hashes]
    if rows:
        connection.execute(insert(recovery_code), rows)


def take_code(connection: Connection, person_id: int, code_hash: str, at: datetime) -> bool:
    """Uses up a recovery code; False where it is none, or was used before."""
    here = (recovery_code.c.person_id == person_id) & (recovery_code.c.code_hash == code_hash)
    here &= recovery_code.c.used_at.is_(None)
    return connection.execute(update(recovery_code).where(here).values(used_at=at)).rowcount == 1


def codes_left(connection: Connection, person_id: int) -> int:
    """How many recovery codes can still be used."""
    theirs = (recovery_code.c.person_id == person_id) & recovery_code.c.used_at.is_(None)
    count: int = connection.execute(select(func.count()).where(theirs)).scalar_one()
    return count


def _set(connection: Connection, person_id: int, **values: object) -> None:
    connection.execute(update(person).where(person.c.id == person_id).values(**values))
