"""Who may do what: assignments of people to roles, and the table of what each role may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What somebody does in the exchange (MoU art. 1 and 23)."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    APPROVER = "approver"
    SECRETARIAT = "secretariat"
    READER = "reader"
    OPERATOR = "operator"


OF_A_REPORTER = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.APPROVER})
"""Roles that are held for one reporter; the others are held for the whole exchange."""


class Person(NamedTuple):
    """Somebody who takes part; ``language`` is the one chosen, None until it is."""

    id: int
    email: str
    name: str
    language: str | None = None
    disabled_at: datetime | None = None


class Assignment(NamedTuple):
    """A person in a role, from an instant to another (open while ``until`` is None)."""

    id: int
    person: int
    role: Role
    reporter: str | None
    since: datetime
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


class Operation(StrEnum):
    """What can be done; what concerns a reporter is done for one's own unless said otherwise."""

    OWN_ACCOUNT = "own-account"
    SEE_HOME = "see-home"
    SEE_DEFINITIONS = "see-definitions"
    SEE_COMPARISON = "see-comparison"
    SEE_STATES = "see-states"
    GET_FORM = "get-form"
    SUBMIT = "submit"
    SEE_ATTEMPT = "see-attempt"
    PURGE_FILE = "purge-file"
    SEE_DELIVERED = "see-delivered"
    DELIVER = "deliver"
    RELEASE = "release"
    SEND_BACK = "send-back"
    CONFIRM = "confirm"
    SEE_PEOPLE = "see-people"
    MANAGE_PEOPLE = "manage-people"
    SEE_EVENTS = "see-events"
    SEE_MEETINGS = "see-meetings"
    MANAGE_MEETINGS = "manage-meetings"
    SEE_CONTACTS = "see-contacts"
    MANAGE_CONTACTS = "manage-contacts"
    SEE_LETTERS = "see-letters"
    MANAGE_LETTERS = "manage-letters"


OF_NOBODY = frozenset(
    {
        Operation.OWN_ACCOUNT,
        Operation.SEE_HOME,
        Operation.SEE_DEFINITIONS,
        Operation.SEE_COMPARISON,
        Operation.SEE_STATES,
        Operation.SEE_MEETINGS,
        Operation.SEE_CONTACTS,
    }
)
"""What is nobody's own: states and released figures of one reporter are for the others too."""

_THOSE_OF_A_REPORTER = (Role.COORDINATOR, Role.DEPUTY, Role.APPROVER)
_EVERYBODY = tuple(Role)
_WHO_SEES_FIGURES = (*_THOSE_OF_A_REPORTER, Role.SECRETARIAT, Role.READER)

PERMITS: Mapping[Operation, frozenset[Role]] = {
    operation: frozenset(roles)
    for operation, roles in {
        Operation.OWN_ACCOUNT: _EVERYBODY,
        Operation.SEE_HOME: _EVERYBODY,
        Operation.SEE_DEFINITIONS: _EVERYBODY,
        Operation.SEE_COMPARISON: _WHO_SEES_FIGURES,
        Operation.SEE_STATES: _EVERYBODY,
        Operation.GET_FORM: (*_THOSE_OF_A_REPORTER, Role.SECRETARIAT),
        Operation.SUBMIT: (Role.COORDINATOR, Role.DEPUTY, Role.SECRETARIAT),
        Operation.SEE_ATTEMPT: (Role.COORDINATOR, Role.DEPUTY, Role.APPROVER),
        Operation.PURGE_FILE: (Role.COORDINATOR, Role.DEPUTY),
        Operation.SEE_DELIVERED: _THOSE_OF_A_REPORTER,
        Operation.DELIVER: (Role.COORDINATOR, Role.DEPUTY, Role.SECRETARIAT),
        Operation.RELEASE: (Role.APPROVER,),
        Operation.SEND_BACK: (Role.APPROVER,),
        Operation.CONFIRM: (Role.COORDINATOR, Role.DEPUTY),
        Operation.SEE_PEOPLE: (*_THOSE_OF_A_REPORTER, Role.SECRETARIAT, Role.OPERATOR),
        Operation.MANAGE_PEOPLE: (Role.SECRETARIAT, Role.OPERATOR),
        Operation.SEE_EVENTS: (Role.SECRETARIAT, Role.OPERATOR),
        Operation.SEE_MEETINGS: _EVERYBODY,
        Operation.MANAGE_MEETINGS: (Role.SECRETARIAT,),
        Operation.SEE_CONTACTS: (*_THOSE_OF_A_REPORTER, Role.SECRETARIAT, Role.OPERATOR),
        Operation.MANAGE_CONTACTS: (Role.COORDINATOR, Role.DEPUTY, Role.SECRETARIAT),
        Operation.SEE_LETTERS: (Role.SECRETARIAT, Role.OPERATOR),
        Operation.MANAGE_LETTERS: (Role.SECRETARIAT,),
    }.items()
}
"""Every operation with the roles that may do it; nobody else may."""


def permitted(
    assignments: Iterable[Assignment], operation: Operation, reporter: str | None = None
) -> Assignment | None:
    """The assignment by which somebody may do it, or None: nobody may.

    ``assignments`` are those that hold now; ``reporter`` whose matter it is, None where it is
    nobody's own. A role held for one reporter never reaches another one's matters (``OF_NOBODY``
    apart), and goes before one held for all: who is both acts for the own reporter.
    """
    roles = PERMITS[operation]
    for held in sorted(assignments, key=lambda held: held.reporter is None):
        foreign = held.reporter is not None and reporter is not None and held.reporter != reporter
        if held.role in roles and (not foreign or operation in OF_NOBODY):
            return held
    return None
