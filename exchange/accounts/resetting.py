"""A new password by mail; the second factor stays what it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from exchange.accounts import passwords
from exchange.accounts.invitations import make_link
from exchange.accounts.letters import reset_letter, send
from exchange.core.people import Person
from exchange.mail import Post
from exchange.service import Service
from exchange.storage import Store, credentials, links, people, sessions
from exchange.storage.events import Event, record
from exchange.storage.links import RESET, Link

RESET_LASTS = timedelta(hours=1)


def ask(store: Store, post: Post, service: Service, email: str, now: datetime) -> None:
    """Mails a link to who has an open account at the address; nobody else learns anything.

    Takes as long as the mail server does: to be called once the page was answered.
    """
    with store.writing() as connection:
        person = people.person_at(connection, email)
        if person is None or person.disabled_at is not None:
            return
        token = None
        if credentials.credentials_of(connection, person.id).password_hash is not None:
            token = make_link(connection, Link(person.id, RESET, now + RESET_LASTS), now)
        record(connection, Event(now, "reset-asked", person.id))
    send(store, post, reset_letter(person, token, now + RESET_LASTS, service), person, now)


def reset(store: Store, token: str, person: Person, password: str, now: datetime) -> bool:
    """Uses the link up for a new password and ends all sessions; False where it was used."""
    hash_ = passwords.hashed(password)
    with store.writing() as connection:
        if not links.use(connection, token, now):
            return False
        credentials.set_password(connection, person.id, hash_)
        sessions.end_all(connection, person.id)
        record(connection, Event(now, "reset-done", person.id))
    return True
