"""Who acts for a reporter, and can be written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from exchange.core.people import Person, Role
from exchange.storage import people


def approvers(connection: Connection, reporter: str, now: datetime) -> list[int]:
    """The people who release for a reporter."""
    return _holders(connection, reporter, now, {Role.APPROVER})


def senders(connection: Connection, reporter: str, now: datetime) -> list[int]:
    """The people who deliver for a reporter."""
    return _holders(connection, reporter, now, {Role.COORDINATOR, Role.DEPUTY})


def reachable(connection: Connection, ids: Iterable[int]) -> Iterator[Person]:
    """Each once, and nobody whose account was closed."""
    for id_ in dict.fromkeys(ids):
        person = people.person_of(connection, id_)
        if person is not None and person.disabled_at is None:
            yield person


def _holders(connection: Connection, reporter: str, now: datetime, roles: set[Role]) -> list[int]:
    held = people.assignments_at(connection, reporter, now)
    return [assignment.person for assignment in held if assignment.role in roles]
