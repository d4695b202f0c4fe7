"""Who holds which role, from when until when: roles end, and are handed over to a successor."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from exchange.accounts.invitations import invite
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


def end(store: Store, assignment: Assignment, by: Person, now: datetime) -> None:
    """Ends an assignment; what was done by it stays done by it. Raises NotHeld.

    Where somebody else ended it meanwhile, that is kept as it was.
    """
    if not assignment.holds(now):
        raise NotHeld
    with store.writing() as connection:
        if people.end_assignment(connection, assignment.id, now):
            details = {"by": by.id, "role": assignment.role.value}
            about = (assignment.person, assignment.reporter)
            record(connection, Event(now, "role-ended", *about, details=details))


def hand_over(
    store: Store, assignment: Assignment, successor: str, by: Person, now: datetime
) -> tuple[Person, str]:
    """The successor by address, with the token of an invitation; the former holder's role ends.

    The successor begins first: at no moment is there nobody. Raises NotHeld and SamePerson.
    """
    if not assignment.holds(now):
        raise NotHeld
    with store.reading() as connection:
        known = people.person_at(connection, successor)
    if known is not None and known.id == assignment.person:
        raise SamePerson
    invited = invite(store, successor, assignment.role, assignment.reporter, by, now)
    end(store, assignment, by, now)
    return invited
