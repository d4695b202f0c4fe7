"""People and their assignments."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from exchange.core.people import Assignment, Person, Role
from exchange.storage.engine import new_id
from exchange.storage.schema import (
    assignment,
    attempt,
    confirmation,
    decision,
    person,
    version,
)

_HANDLE_BYTES = 32
"""What passkeys know a person by: says nothing about who it is (WebAuthn, user handle)."""

_A_MOMENT = timedelta(microseconds=1)

_DONE_AT = (
    attempt.c.made_at,
    version.c.delivered_at,
    decision.c.decided_at,
    confirmation.c.confirmed_at,
)
"""When something was done by an assignment."""


def normal(email: str) -> str:
    """An address as it is kept: nobody tells capitals apart in one."""
    return email.strip().lower()


def add_person(connection: Connection, email: str, name: str, at: datetime) -> Person:
    """A new person without any assignment; the address is known nowhere else yet."""
    values = {"email": normal(email), "name": name, "created_at": at}
    handle = secrets.token_bytes(_HANDLE_BYTES)
    result = connection.execute(insert(person).values(handle=handle, **values))
    return Person(new_id(result), normal(email), name)


def person_of(connection: Connection, id_: int) -> Person | None:
    """Who has the id."""
    return _one(connection, person.c.id == id_)


def person_at(connection: Connection, email: str) -> Person | None:
    """Who has the address."""
    return _one(connection, person.c.email == normal(email))


def everybody(connection: Connection) -> list[Person]:
    """All people, by name."""
    return [_person(row) for row in connection.execute(_PERSON.order_by(person.c.name))]


def names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of some people, for telling who did what."""
    wanted = select(person.c.id, person.c.name).where(person.c.id.in_(set(ids)))
    return {row.id: row.name for row in connection.execute(wanted)}


def change_person(connection: Connection, id_: int, **values: object) -> None:
    """Sets what a person may change of the own account, or an operator of anybody's."""
    connection.execute(update(person).where(person.c.id == id_).values(**values))


def feed_of(connection: Connection, id_: int) -> int | None:
    """Which of a person's calendar links works, as a count; None where there is no such person."""
    return connection.execute(select(person.c.feeds).where(person.c.id == id_)).scalar_one_or_none()


def next_feed(connection: Connection, id_: int) -> None:
    """From now on another calendar link works; the one before it does no longer."""
    connection.execute(update(person).where(person.c.id == id_).values(feeds=person.c.feeds + 1))


def assign(
    connection: Connection, person_id: int, role: Role, reporter: str | None, since: datetime
) -> Assignment:
    """Gives a person a role from an instant on."""
    values = {"person_id": person_id, "role": role.value, "reporter": reporter, "since": since}
    result = connection.execute(insert(assignment).values(**values))
    return Assignment(new_id(result), person_id, role, reporter, since)


def serves_all(connection: Connection, assignment_id: int) -> bool:
    """Whether an assignment is held for the whole exchange, and not for one reporter."""
    wanted = select(assignment.c.reporter).where(assignment.c.id == assignment_id)
    return connection.execute(wanted).scalar_one() is None


def end_assignment(connection: Connection, id_: int, until: datetime) -> bool:
    """Ends an assignment, False where it is not open; what was done by it stays done by it."""
    is_open = (assignment.c.id == id_) & assignment.c.until.is_(None)
    ending = update(assignment).where(is_open).values(until=until)
    return connection.execute(ending).rowcount == 1


def end_all(connection: Connection, person_id: int, until: datetime) -> list[Assignment]:
    """Ends what a person holds, and gives what that was.

    Something that began or was done by it at the same instant, by the clock of another process
    perhaps, moves the end just behind that.
    """
    theirs = (assignment.c.person_id == person_id) & assignment.c.until.is_(None)
    # Locked first: whatever is being done by it now is seen below, or comes too late.
    connection.execute(select(assignment.c.id).where(theirs).with_for_update()).all()
    open_ = _assignments(connection, theirs, None)
    for each in open_:
        end_assignment(connection, each.id, max(until, _last_seen(connection, each) + _A_MOMENT))
    return open_


def assignments_of(
    connection: Connection, person_id: int, at: datetime | None = None
) -> list[Assignment]:
    """A person's assignments, all of them or those that hold at an instant."""
    return _assignments(connection, assignment.c.person_id == person_id, at)


def assignments_at(
    connection: Connection, reporter: str | None, at: datetime | None = None
) -> list[Assignment]:
    """Who is assigned to a reporter; for None, those of the whole exchange."""
    return _assignments(connection, assignment.c.reporter.is_not_distinct_from(reporter), at)


def all_assignments(connection: Connection, at: datetime | None = None) -> list[Assignment]:
    """Everybody's."""
    return _assignments(connection, assignment.c.id.is_not(None), at)


_PERSON = select(
    person.c.id, person.c.email, person.c.name, person.c.language, person.c.disabled_at
)


def _one(connection: Connection, where: ColumnElement[bool]) -> Person | None:
    row = connection.execute(_PERSON.where(where)).one_or_none()
    return _person(row) if row else None


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(row.id, row.email, row.name, row.language, row.disabled_at)


def _last_seen(connection: Connection, held: Assignment) -> datetime:
    """When something was done by an assignment last, or else when it began."""
    found: list[datetime | None] = [
        connection.execute(
            select(func.max(at)).where(at.table.c.assignment_id == held.id)
        ).scalar_one()
        for at in _DONE_AT
    ]
    return max((at for at in found if at is not None), default=held.since)


def _assignments(
    connection: Connection, where: ColumnElement[bool], at: datetime | None
) -> list[Assignment]:
    wanted = select(assignment).where(where).order_by(assignment.c.since, assignment.c.id)
    if at is not None:
        open_ = or_(assignment.c.until.is_(None), assignment.c.until > at)
        wanted = wanted.where(assignment.c.since <= at, open_)
    return [
        Assignment(row.id, row.person_id, Role(row.role), row.reporter, row.since, row.until)
        for row in connection.execute(wanted)
    ]
