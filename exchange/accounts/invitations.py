"""People come in by an invitation, and their accounts are closed."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.accounts.role_letters import RoleNews, Telling, colleagues, tell
from exchange.core.people import Assignment, Person, Role
from exchange.storage import Store, credentials, links, passkeys, people, sessions, tokens
from exchange.storage.events import Event, record
from exchange.storage.links import INVITATION, RESET, Link

INVITATION_LASTS = timedelta(days=14)
_TOKEN_BYTES = 32


class Invited(NamedTuple):
    """Somebody with the token of a link; ``given`` is the role that was not held before."""

    person: Person
    token: str
    given: Assignment | None = None


def invite(
    store: Store,
    who: Person | str,
    role: Role | None,
    reporter: str | None,
    by: Person | None,
    now: datetime,
) -> tuple[Person, str]:
    """Somebody by address, or known already, with a role; and the token of a link to set up.

    Who is new is added, and so is the assignment where it is not held yet; ``role`` None gives a
    link alone. Until the link is used nothing changes for who has an account; then all that they
    signed in with before is replaced. A closed account is
    opened again, without anything that opened it before. ``by`` is None where the
    host did it. Nobody else is told of it.
    """
    with store.writing() as connection:
        made = invited(connection, who, (role, reporter), by, now)
    return made.person, made.token


def invited(
    connection: Connection,
    who: Person | str,
    role: tuple[Role | None, str | None],
    by: Person | None,
    now: datetime,
) -> Invited:
    """``invite`` as part of a transaction; ``role`` comes with its reporter."""
    person, given = _known(connection, who, now), None
    wanted, reporter = role
    if wanted is not None:
        given = _assign(connection, person, wanted, reporter, now)
    token = make_link(connection, Link(person.id, INVITATION, now + INVITATION_LASTS), now)
    details = {"by": by.id if by else None, "role": wanted.value if wanted else None}
    record(connection, Event(now, "invited", person.id, reporter, details=details))
    return Invited(person, token, given)


def make_link(connection: Connection, link: Link, now: datetime) -> str:
    """The token of a new link, which only who receives it will have."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    links.add(connection, token, link, now)
    return token


def forget_means(connection: Connection, person_id: int, now: datetime) -> None:
    """Lets nothing that opened an account before work any more: it may be in other hands.

    That goes for its sessions and tokens, and for links to a new password as well.
    """
    credentials.set_password(connection, person_id, None)
    credentials.set_totp(connection, person_id, None)
    credentials.replace_codes(connection, person_id, ())
    passkeys.remove_all(connection, person_id)
    sessions.end_all(connection, person_id)
    tokens.revoke_all(connection, person_id, now)
    links.end_all(connection, person_id, now, RESET)


def disable(
    store: Store,
    person: Person,
    now: datetime,
    by: Person | None = None,
    telling: Telling | None = None,
) -> None:
    """Closes an account at once: what it opens by works no longer, its roles end.

    With ``telling``, those are told with whom it held a role.
    """
    with store.writing() as connection:
        people.change_person(connection, person.id, disabled_at=now)
        sessions.end_all(connection, person.id)
        links.end_all(connection, person.id, now)
        tokens.revoke_all(connection, person.id, now)
        people.next_feed(connection, person.id)
        details = {"by": by.id if by else None}
        record(connection, Event(now, "disabled", person.id, details=details))
        for held in people.end_all(connection, person.id, now):
            ended = {**details, "role": held.role.value}
            record(connection, Event(now, "role-ended", person.id, held.reporter, details=ended))
            if telling is not None:
                to = colleagues(connection, held.reporter, now)
                tell(connection, telling, RoleNews(held, person, ended=True), to, now)


def _known(connection: Connection, who: Person | str, now: datetime) -> Person:
    if isinstance(who, Person):
        found: Person | None = people.person_of(connection, who.id)
    else:
        found = people.person_at(connection, who)
    if found is None:
        return people.add_person(connection, who if isinstance(who, str) else who.email, "", now)
    if found.disabled_at is not None:
        forget_means(connection, found.id, now)
        people.change_person(connection, found.id, disabled_at=None)
        record(connection, Event(now, "opened-again", found.id))
    return found._replace(disabled_at=None)


def _assign(
    connection: Connection, person: Person, role: Role, reporter: str | None, now: datetime
) -> Assignment | None:
    """What is new; None where it is held already, and no end is set."""
    held = people.assignments_of(connection, person.id, now)
    stays = [(each.role, each.reporter) for each in held if each.until is None]
    if (role, reporter) in stays:
        return None
    return people.assign(connection, person.id, role, reporter, now)
