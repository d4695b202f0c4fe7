"""People come in by an invitation, and their accounts are closed."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from exchange.core.people import Person, Role
from exchange.storage import Store, credentials, links, passkeys, people, sessions, tokens
from exchange.storage.events import Event, record
from exchange.storage.links import INVITATION, RESET, Link

INVITATION_LASTS = timedelta(days=14)
_TOKEN_BYTES = 32


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
    host did it.
    """
    with store.writing() as connection:
        person = _known(connection, who, now)
        if role is not None:
            _assign(connection, person, role, reporter, now)
        token = make_link(connection, Link(person.id, INVITATION, now + INVITATION_LASTS), now)
        details = {"by": by.id if by else None, "role": role.value if role else None}
        record(connection, Event(now, "invited", person.id, reporter, details=details))
    return person, token


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


def disable(store: Store, person: Person, now: datetime, by: Person | None = None) -> None:
    """Closes an account at once: its sessions, links and tokens work no longer, its roles end."""
    with store.writing() as connection:
        people.change_person(connection, person.id, disabled_at=now)
        sessions.end_all(connection, person.id)
        links.end_all(connection, person.id, now)
        tokens.revoke_all(connection, person.id, now)
        details = {"by": by.id if by else None}
        record(connection, Event(now, "disabled", person.id, details=details))
        for held in people.end_all(connection, person.id, now):
            ended = {**details, "role": held.role.value}
            record(connection, Event(now, "role-ended", person.id, held.reporter, details=ended))


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
) -> None:
    held = people.assignments_of(connection, person.id, now)
    stays = [(each.role, each.reporter) for each in held if each.until is None]
    if (role, reporter) not in stays:
        people.assign(connection, person.id, role, reporter, now)
