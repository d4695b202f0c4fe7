"""The letters that accounts bring with them."""

from __future__ import annotations

import logging
from datetime import datetime

from exchange.core.codebook import CodeBook
from exchange.core.people import Assignment, Person
from exchange.mail import Letter, Post, Undelivered, compose
from exchange.service import Service
from exchange.storage import Store
from exchange.storage.events import Event, record
from exchange.wording import LANGUAGES, translator
from exchange.wording.people_texts import ZONE, language_for, role_words
from exchange.wording.times import told_time

_log = logging.getLogger("exchange")


def invitation_letter(
    person: Person,
    held: Assignment,
    token: str,
    until: datetime,
    service: Service,
    codebook: CodeBook,
) -> Letter:
    """The letter with the link of an invitation, to be given to the post."""
    language = language_for(person, held, codebook)
    role, reporter = role_words(translator(language), held, codebook)
    zone = codebook.reporters[held.reporter].zone if held.reporter else ZONE
    words = compose(
        "invitation",
        language,
        name=person.name,
        role=role,
        reporter=reporter,
        url=f"{service.public_url.rstrip('/')}/welcome/{token}",
        until=told_time(until, zone, language),
    )
    return Letter("invitation", person.email, *words)


def reset_letter(person: Person, token: str | None, until: datetime, service: Service) -> Letter:
    """The letter with the link to a new password; without one for who has no password."""
    language = person.language if person.language in LANGUAGES else "en"
    words = compose(
        "reset",
        language,
        name=person.name,
        url=f"{service.public_url.rstrip('/')}/reset/{token}" if token else None,
        until=told_time(until, ZONE, language),
    )
    return Letter("reset", person.email, *words)


def send(store: Store, post: Post, letter: Letter, person: Person, now: datetime) -> bool:
    """Gives a letter to the post; False where no server took it, which is kept as an event."""
    try:
        post(letter)
    except Undelivered as error:
        _log.warning("A letter (%s) was not delivered: %s", letter.kind, error)
        with store.writing() as connection:
            about = {"letter": letter.kind}
            record(connection, Event(now, "letter-undelivered", person.id, details=about))
        return False
    return True
