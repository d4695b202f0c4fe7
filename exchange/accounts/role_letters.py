"""A reporter's people are told who got a role among them, and whose role ended."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.people import Assignment, Person
from exchange.mail import Letter, compose
from exchange.storage import outbox, people
from exchange.wording import translator
from exchange.wording.people_texts import language_for, role_words
from exchange.wording.times import told_time

ROLE_GIVEN = "role-given"


class Telling(NamedTuple):
    """What writing to people about roles takes: the code book, and the service's own address."""

    codebook: CodeBook
    public_url: str


class RoleNews(NamedTuple):
    """A role that somebody was given, perhaps in the place of a ``former`` holder; or its end."""

    assignment: Assignment
    person: Person
    former: Person | None = None
    ended: bool = False


def colleagues(connection: Connection, reporter: str | None, now: datetime) -> list[Person]:
    """Who holds a role of a reporter and has an open account; nobody where it is of no reporter."""
    if reporter is None:
        return []
    held = people.assignments_at(connection, reporter, now)
    found = (people.person_of(connection, id_) for id_ in dict.fromkeys(e.person for e in held))
    return [person for person in found if person is not None and person.disabled_at is None]


def tell(
    connection: Connection, telling: Telling, news: RoleNews, to: list[Person], now: datetime
) -> None:
    """Puts a letter for each of some people but the one concerned into the outbox.

    Part of the transaction that gives or ends the role. So nobody comes to act for a reporter
    without its people knowing.
    """
    about = f"role-{'ended' if news.ended else 'given'}/{news.assignment.id}"
    for person in to:
        if person.id != news.person.id:
            language = language_for(person, news.assignment, telling.codebook)
            letter = _letter(telling, news, person, language, now)
            who = (ROLE_GIVEN, person.email, language, now, person.id)
            draft = outbox.Draft(f"{about}/{person.id}", *who, letter=letter)
            outbox.put(connection, draft._replace(reporter=news.assignment.reporter), now)


def _letter(telling: Telling, news: RoleNews, to: Person, language: str, now: datetime) -> Letter:
    held, codebook = news.assignment, telling.codebook
    role, reporter = role_words(translator(language), held, codebook)
    zone = codebook.reporters[held.reporter or ""].zone
    words = compose(
        ROLE_GIVEN,
        language,
        name=to.name,
        who=_known_as(news.person),
        former=_known_as(news.former) if news.former else "",
        ended=news.ended,
        role=role,
        reporter=reporter,
        at=told_time(now, zone, language),
        url=f"{telling.public_url.rstrip('/')}/people/areas/{held.reporter}",
    )
    return Letter(ROLE_GIVEN, to.email, *words)


def _known_as(person: Person) -> str:
    return person.name.strip() or person.email
