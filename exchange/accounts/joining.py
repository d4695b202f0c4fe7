"""Setting up an account by an invitation; nothing is kept before it is complete."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.accounts import codes
from exchange.accounts.entry import signed_in
from exchange.accounts.invitations import forget_means
from exchange.accounts.passkeys import keep
from exchange.core.people import Assignment, Person
from exchange.storage import Store, credentials, links, passkeys, people
from exchange.storage.events import Event, record
from exchange.storage.passkeys import Passkey


class Guest(NamedTuple):
    """Whom a link that works was made for, and whether there was something to sign in with."""

    person: Person
    assignments: tuple[Assignment, ...]
    has_account: bool


class Means(NamedTuple):
    """What somebody will sign in with: a passkey, or a password with an authenticator app.

    ``step`` is that of the code by which the app was proved; in the demonstration there is none.
    """

    passkey: Passkey | None = None
    password_hash: str | None = None
    totp_secret: str | None = None
    step: int | None = None


def guest_of(store: Store, token: str, purpose: str, now: datetime) -> Guest | None:
    """Whom a link was made for, None where it does not work (any more). Uses nothing up."""
    with store.reading() as connection:
        link = links.link_of(connection, token, purpose)
        if link is None or not link.works(now):
            return None
        person = people.person_of(connection, link.person)
        if person is None or person.disabled_at is not None:
            return None
        held = tuple(people.assignments_of(connection, person.id, now))
        return Guest(person, held, _has_means(connection, person))


def join(store: Store, token: str, person: Person, means: Means, now: datetime) -> list[str] | None:
    """Uses the link up and sets the account up, instead of anything that it had before.

    ``person`` has the name and language chosen. Gives the recovery codes, to be shown once: none
    with a passkey. None where the link was used meanwhile: then nothing is changed. Raises Refused,
    and nothing is changed either.
    """
    with store.writing() as connection:
        if not links.use(connection, token, now):
            return None
        forget_means(connection, person.id, now)
        people.change_person(connection, person.id, name=person.name, language=person.language)
        record(connection, Event(now, "link-used", person.id, details={"for": "invitation"}))
        made = _keep(connection, person, means, now)
        signed_in(connection, person, "invitation", now)
    return made


def _keep(connection: Connection, person: Person, means: Means, now: datetime) -> list[str]:
    if means.passkey is not None:
        keep(connection, means.passkey, now)
        return []
    credentials.set_password(connection, person.id, means.password_hash)
    record(connection, Event(now, "password-changed", person.id))
    if means.totp_secret is None:
        return []
    credentials.set_totp(connection, person.id, means.totp_secret, means.step)
    record(connection, Event(now, "second-factor-set", person.id))
    return codes.new_codes(connection, person.id)


def _has_means(connection: Connection, person: Person) -> bool:
    password = credentials.credentials_of(connection, person.id).password_hash
    return password is not None or bool(passkeys.passkeys_of(connection, person.id))
