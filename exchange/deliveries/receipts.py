"""Letters about a delivery: who is told what; never a figure in any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.missing import Missing, Standing, missing_of
from exchange.core.people import Person
from exchange.core.versions import Version
from exchange.deliveries.desk import Desk
from exchange.deliveries.holders import approvers, reachable, senders
from exchange.deliveries.known import known_as
from exchange.mail import Letter, compose
from exchange.storage import observations, outbox
from exchange.storage.outbox import Draft
from exchange.wording import translator
from exchange.wording.missing_texts import missing_text
from exchange.wording.times import told_time

RECEIPT, WAITING, SENT_BACK = "receipt", "waiting", "sent-back"


class _Turn(NamedTuple):
    """One letter to be written: its kind, to whom, and the page of the version it leads to.

    ``own`` people of the reporter are told what is missing still.
    """

    kind: str
    person: Person
    page: str = ""
    own: bool = False


class _Matter(NamedTuple):
    """What every letter about a version says."""

    version: Version
    missing: Missing
    facts: Mapping[str, object]


def tell(connection: Connection, desk: Desk, version: Version, now: datetime) -> None:
    """Puts what the state of a version asks for into the outbox, each letter once.

    Receipts, and a word to who has to act now: part of the transaction that delivers or decides,
    so that they go if, and only if, that is kept. A paused address gets them all the same: a
    pause ends reminders and announcements, not the proof of what was done.
    """
    if not desk.public_url:
        return
    matter = _Matter(version, _missing(connection, desk, version), _facts(connection, version))
    state = version.decision.kind.value if version.decision else "delivered"
    for turn in _turns(connection, version, now):
        key = f"{turn.kind}/{version.id}/{state}/{turn.person.id}"
        language = _language(desk, version, turn)
        letter = _letter(desk, matter, turn, language)
        about = (letter.kind, letter.address, language, now, turn.person.id)
        draft = Draft(key, *about, reporter=version.reporter, letter=letter)
        outbox.put(connection, draft, now)


def without_figures(reason: str) -> str:
    """The reason where it may travel by mail: one with a number in it is read on the page."""
    return "" if any(character.isnumeric() for character in reason) else reason


def _turns(connection: Connection, version: Version, now: datetime) -> Iterator[_Turn]:
    people = senders(connection, version.reporter, now)
    to_look_at = version.sent_back or (version.on_behalf and version.waiting)
    kind = SENT_BACK if version.sent_back else RECEIPT
    for person in reachable(connection, [version.person, *people]):
        own = person.id in people
        yield _Turn(kind, person, "" if own and to_look_at else "/receipt", own)
    if version.waiting:
        for person in reachable(connection, approvers(connection, version.reporter, now)):
            yield _Turn(WAITING, person)


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


def _missing(connection: Connection, desk: Desk, version: Version) -> Missing:
    """What the version leaves to be delivered; that it waits, its letter says itself."""
    stands = Standing(version, observations.return_of(connection, version.id))
    found = missing_of(desk.codebook, version.reporter, version.year, stands)
    return found._replace(awaits=None, provisional=())


def _letter(desk: Desk, matter: _Matter, turn: _Turn, language: str) -> Letter:
    version, missing = matter.version, matter.missing
    reporter, made = desk.codebook.reporters[version.reporter], version.decision
    path = f"/returns/{version.reporter}/{version.year}/versions/{version.number}{turn.page}"
    owes = turn.own and (missing.offences or missing.following)
    words = compose(
        turn.kind,
        language,
        name=turn.person.name,
        reporter=reporter.label[language],
        at=told_time(version.delivered_at, reporter.zone, language),
        decided_at=told_time(made.decided_at, reporter.zone, language) if made else "",
        missing=missing_text(translator(language), desk.codebook, missing) if owes else "",
        url=desk.public_url.rstrip("/") + path,
        **matter.facts,
    )
    return Letter(turn.kind, turn.person.email, *words)


def _language(desk: Desk, version: Version, turn: _Turn) -> str:
    return turn.person.language or desk.codebook.reporters[version.reporter].languages[0]
