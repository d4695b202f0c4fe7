"""Who holds which role, from when until when: roles end, and are handed over to a successor."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.accounts.invitations import Invited, invited
from exchange.accounts.role_letters import RoleNews, Telling, colleagues, tell
from exchange.core.people import Assignment, Person, Role
from exchange.storage import Store, credentials, passkeys, people
from exchange.storage.events import Event, record


class Held(NamedTuple):
    """An assignment with who holds it; ``joined``: there is something to sign in with."""

    assignment: Assignment
    person: Person
    joined: bool

    @property
    def reachable(self) -> bool:
        """Whether the holder's account is open."""
        return self.person.disabled_at is None


class NotHeld(Exception):
    """An assignment that is over already."""


class SamePerson(Exception):
    """A successor who is the holder."""


def everyone(store: Store) -> list[Held]:
    """All assignments there ever were, the earliest first."""
    with store.reading() as connection:
        known = {person.id: person for person in people.everybody(connection)}
        joined = {
            id_
            for id_ in known
            if credentials.credentials_of(connection, id_).password_hash
            or passkeys.passkeys_of(connection, id_)
        }
        return [
            Held(each, known[each.person], each.person in joined)
            for each in people.all_assignments(connection)
        ]


def is_vacant(held: list[Held], reporter: str, now: datetime) -> bool:
    """Whether nobody can be reached who coordinates for a reporter."""
    roles = {Role.COORDINATOR, Role.DEPUTY}
    return not any(
        each.assignment.reporter == reporter
        and each.assignment.role in roles
        and each.assignment.holds(now)
        and each.reachable
        for each in held
    )


def give(
    store: Store,
    who: Person | str,
    role: tuple[Role, str | None],
    by: Person | None,
    now: datetime,
    telling: Telling,
) -> Invited:
    """Somebody is invited to a role, which comes with its reporter; its people are told of it."""
    with store.writing() as connection:
        made = invited(connection, who, role, by, now)
        if made.given is not None:
            to = colleagues(connection, made.given.reporter, now)
            tell(connection, telling, RoleNews(made.given, made.person), to, now)
        return made


def end(store: Store, assignment: Assignment, by: Person, now: datetime, telling: Telling) -> None:
    """Ends an assignment, and tells the others of the reporter. Raises NotHeld.

    What was done by it stays done by it. Where somebody else ended it meanwhile, that is kept as
    it was.
    """
    if not assignment.holds(now):
        raise NotHeld
    with store.writing() as connection:
        if _ended(connection, assignment, by, now):
            _tell_of_end(connection, telling, assignment, now)


def hand_over(
    store: Store,
    assignment: Assignment,
    successor: str,
    by: Person,
    now: datetime,
    telling: Telling,
) -> Invited:
    """The successor by address, with the token of an invitation; the former holder's role ends.

    The two are one: at no moment is there nobody. The reporter's people are told, the former
    holder too. Raises NotHeld and SamePerson.
    """
    if not assignment.holds(now):
        raise NotHeld
    with store.writing() as connection:
        known = people.person_at(connection, successor)
        if known is not None and known.id == assignment.person:
            raise SamePerson
        before = colleagues(connection, assignment.reporter, now)
        made = invited(connection, successor, (assignment.role, assignment.reporter), by, now)
        ended = _ended(connection, assignment, by, now)
        if made.given is not None:
            former = people.person_of(connection, assignment.person)
            tell(connection, telling, RoleNews(made.given, made.person, former), before, now)
        elif ended:
            _tell_of_end(connection, telling, assignment, now)
        return made


def _ended(connection: Connection, assignment: Assignment, by: Person, now: datetime) -> bool:
    """Whether it was open until now."""
    if not people.end_assignment(connection, assignment.id, now):
        return False
    details = {"by": by.id, "role": assignment.role.value}
    about = (assignment.person, assignment.reporter)
    record(connection, Event(now, "role-ended", *about, details=details))
    return True


def _tell_of_end(
    connection: Connection, telling: Telling, assignment: Assignment, now: datetime
) -> None:
    whose = people.person_of(connection, assignment.person)
    assert whose is not None  # noqa: S101 - people are never removed
    to = colleagues(connection, assignment.reporter, now)
    tell(connection, telling, RoleNews(assignment, whose, ended=True), to, now)
