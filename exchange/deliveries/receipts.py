"""Letters about a delivery: who is told what; never a figure in any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.people import Person, Role
from exchange.core.versions import Version
from exchange.deliveries.deliver import approvers
from exchange.deliveries.desk import Desk
from exchange.deliveries.known import known_as
from exchange.mail import Letter, Post, Undelivered, compose
from exchange.storage import events, people
from exchange.storage.events import Event
from exchange.wording.times import told_time

RECEIPT, WAITING, SENT_BACK = "receipt", "waiting", "sent-back"
UNDELIVERED = "mail-undelivered"


class Office(NamedTuple):
    """What sending letters takes: the desk, the door for mail, and the service's own address."""

    desk: Desk
    post: Post
    public_url: str


class _Turn(NamedTuple):
    """One letter to be written: its kind, to whom, and the page of the version it leads to."""

    kind: str
    person: Person
    page: str = ""


def tell(office: Office, version: Version, now: datetime) -> bool:
    """Sends what the state of a version asks for: receipts, and a word to who has to act now.

    Call it once the delivery or the decision is kept. False where a letter could not be sent:
    that is an event, and changes nothing of the version.
    """
    with office.desk.store.reading() as connection:
        turns = list(_turns(connection, version, now))
        facts = _facts(connection, version)
    refused = [turn for turn in turns if not _sent(office, version, turn, facts)]
    if refused:
        with office.desk.store.writing() as connection:
            for turn in refused:
                events.record(connection, _failure(version, turn, now))
    return not refused


def is_news(before: Version | None, version: Version, now: datetime) -> bool:
    """Whether it was delivered or decided ``now``; ``before`` is what it was a moment ago."""
    if before is None:
        return version.delivered_at == now
    made = version.decision
    return made is not None and made != before.decision and made.decided_at == now


def _turns(connection: Connection, version: Version, now: datetime) -> Iterator[_Turn]:
    held = people.assignments_at(connection, version.reporter, now)
    roles = {Role.COORDINATOR, Role.DEPUTY}
    own = [assignment.person for assignment in held if assignment.role in roles]
    to_look_at = version.sent_back or (version.on_behalf and version.waiting)
    kind = SENT_BACK if version.sent_back else RECEIPT
    for person in _reachable(connection, [version.person, *own]):
        sees_it_all = person.id in own and to_look_at
        yield _Turn(kind, person, "" if sees_it_all else "/receipt")
    if version.waiting:
        for person in _reachable(connection, approvers(connection, version.reporter, now)):
            yield _Turn(WAITING, person)


def _reachable(connection: Connection, ids: Iterable[int]) -> Iterator[Person]:
    """Each once, and nobody whose account was closed."""
    for id_ in dict.fromkeys(ids):
        person = people.person_of(connection, id_)
        if person is not None and person.disabled_at is None:
            yield person


def _facts(connection: Connection, version: Version) -> dict[str, object]:
    made = version.decision
    names = known_as(connection, {version.person, made.person if made else version.person})
    return {
        "receipt": version.receipt,
        "year": str(version.year),
        "sha256": version.content_sha256,
        "who": names[version.person],
        "on_behalf": version.on_behalf,
        "late": version.late,
        "released": version.released,
        "approver": bool(approvers(connection, version.reporter, version.delivered_at)),
        "decided_by": names[made.person] if made else "",
        "reason": without_figures(made.reason) if made else "",
    }


def without_figures(reason: str) -> str:
    """The reason where it may travel by mail: one with a number in it is read on the page."""
    return "" if any(character.isnumeric() for character in reason) else reason


def _sent(office: Office, version: Version, turn: _Turn, facts: dict[str, object]) -> bool:
    try:
        office.post(_letter(office, version, turn, facts))
    except Undelivered:
        return False
    return True


def _letter(office: Office, version: Version, turn: _Turn, facts: dict[str, object]) -> Letter:
    reporter = office.desk.codebook.reporters[version.reporter]
    language = turn.person.language or reporter.languages[0]
    path = f"/returns/{version.reporter}/{version.year}/versions/{version.number}{turn.page}"
    made = version.decision
    words = compose(
        turn.kind,
        language,
        name=turn.person.name,
        reporter=reporter.label[language],
        at=told_time(version.delivered_at, reporter.zone, language),
        decided_at=told_time(made.decided_at, reporter.zone, language) if made else "",
        url=office.public_url.rstrip("/") + path,
        **facts,
    )
    return Letter(turn.kind, turn.person.email, words.subject, words.text, words.html)


def _failure(version: Version, turn: _Turn, now: datetime) -> Event:
    details = {"letter": turn.kind, "to": turn.person.id, "number": version.number}
    about = (version.reporter, version.year, version.attempt, version.id)
    return Event(now, UNDELIVERED, None, *about, details)
