"""Versions: delivered, then released or returned; and what is authoritative because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select, text

from exchange.core.codebook import Key
from exchange.core.returns import Return
from exchange.core.versions import Decision, Resolution, Version
from exchange.storage.current import make_authoritative
from exchange.storage.engine import new_id
from exchange.storage.observations import observation_row
from exchange.storage.schema import confirmation, decision, delivered, observation, version


class Draft(NamedTuple):
    """A version about to be delivered; ``attempts`` says for each offence in which attempt it is.

    ``returned`` holds every offence delivered so far: those of this attempt and those before.
    """

    returned: Return
    attempts: dict[str, int]
    attempt: int
    person: int
    assignment: int
    on_behalf: bool
    delivered_at: datetime
    due_at: datetime | None
    salt: str
    content_sha256: str
    replaces: int | None


_VERSIONS = (
    select(
        version,
        decision.c.kind,
        decision.c.person_id.label("decided_by"),
        decision.c.decided_at,
        decision.c.reason,
        confirmation.c.person_id.label("confirmed_by"),
        confirmation.c.confirmed_at,
    )
    .join(decision, decision.c.version_id == version.c.id, isouter=True)
    .join(confirmation, confirmation.c.version_id == version.c.id, isouter=True)
)

_LATER = version.alias("later")
_IS_LAST = ~(
    select(_LATER.c.id)
    .where(
        _LATER.c.reporter == version.c.reporter,
        _LATER.c.year == version.c.year,
        _LATER.c.number > version.c.number,
    )
    .exists()
)


def take_turn(connection: Connection, reporter: str, year: int) -> None:
    """Waits until nobody else is delivering or deciding on the same return.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:which, 0))")
        connection.execute(lock, {"which": f"{reporter} {year}"})


def add_version(connection: Connection, draft: Draft) -> Version:
    """Keeps a version with all its observations, numbered after the last one."""
    sent = draft.returned
    last = select(func.max(version.c.number)).where(
        version.c.reporter == sent.reporter, version.c.year == sent.year
    )
    values = {
        "reporter": sent.reporter,
        "year": sent.year,
        "number": (connection.scalar(last) or 0) + 1,
        "attempt_id": draft.attempt,
        "person_id": draft.person,
        "assignment_id": draft.assignment,
        "on_behalf": draft.on_behalf,
        "delivered_at": draft.delivered_at,
        "due_at": draft.due_at,
        "salt": draft.salt,
        "content_sha256": draft.content_sha256,
        "language": sent.language,
        "replaces_id": draft.replaces,
    }
    result = connection.execute(insert(version).values(**values))
    id_ = new_id(result)
    _add_contents(connection, id_, draft)
    found = version_of(connection, id_)
    assert found is not None  # noqa: S101 - it was added a moment ago
    return found


def _add_contents(connection: Connection, id_: int, draft: Draft) -> None:
    sent = draft.returned
    connection.execute(
        insert(delivered),
        [
            {
                "version_id": id_,
                "offence": offence,
                "attempt_id": attempt,
                "supplier": sent.suppliers.get(offence, ""),
                "drawn_on": sent.drawn_on.get(offence, ""),
                "overlapping": [n for n in sent.overlapping if n.startswith(f"{offence}_")],
            }
            for offence, attempt in draft.attempts.items()
        ],
    )
    rows = [
        observation_row(seen, sent.explanations.get(seen.key.name, ""))
        for seen in sent.observations.values()
    ]
    connection.execute(insert(observation), [{"version_id": id_} | row for row in rows])


def decide(connection: Connection, about: Version, what: Decision, assignment: int) -> Version:
    """Releases a version or returns it; a released one is authoritative from then on."""
    connection.execute(
        insert(decision).values(
            version_id=about.id,
            kind=what.kind.value,
            person_id=what.person,
            assignment_id=assignment,
            decided_at=what.decided_at,
            reason=what.reason,
        )
    )
    if what.kind is Resolution.RELEASED:
        make_authoritative(connection, about)
    return about._replace(decision=what)


def confirm(
    connection: Connection, about: Version, person: int, assignment: int, at: datetime
) -> Version:
    """Keeps that a coordinator stands behind a version entered on behalf."""
    connection.execute(
        insert(confirmation).values(
            version_id=about.id, person_id=person, assignment_id=assignment, confirmed_at=at
        )
    )
    return about._replace(confirmed_by=person, confirmed_at=at)


def version_of(connection: Connection, id_: int) -> Version | None:
    """The version that has the id."""
    row = connection.execute(_VERSIONS.where(version.c.id == id_)).one_or_none()
    return _version(row) if row else None


def version_from(connection: Connection, attempt_id: int) -> Version | None:
    """The version an attempt was delivered as."""
    wanted = _VERSIONS.where(version.c.attempt_id == attempt_id)
    row = connection.execute(wanted).one_or_none()
    return _version(row) if row else None


def versions_for(connection: Connection, reporter: str, year: int) -> list[Version]:
    """The versions of one return, the latest first."""
    wanted = _VERSIONS.where(version.c.reporter == reporter, version.c.year == year)
    return [_version(row) for row in connection.execute(wanted.order_by(version.c.number.desc()))]


def numbered(connection: Connection, reporter: str, year: int, number: int) -> Version | None:
    """One version of a return by its number."""
    wanted = _VERSIONS.where(
        version.c.reporter == reporter, version.c.year == year, version.c.number == number
    )
    row = connection.execute(wanted).one_or_none()
    return _version(row) if row else None


def latest_versions(connection: Connection, years: Iterable[int]) -> list[Version]:
    """The last version of every return of some years, whatever was decided about it."""
    wanted = _VERSIONS.where(version.c.year.in_(set(years)), _IS_LAST)
    return [_version(row) for row in connection.execute(wanted)]


def offences_of(connection: Connection, version_id: int) -> dict[str, int]:
    """Each offence that a version holds, with the attempt it came in."""
    wanted = select(delivered.c.offence, delivered.c.attempt_id)
    rows = connection.execute(wanted.where(delivered.c.version_id == version_id))
    return {row.offence: row.attempt_id for row in rows}


def history(
    connection: Connection, reporter: str, year: int
) -> list[tuple[int, Key, int | None, str]]:
    """Every figure in every version: number, key, value, status; versions in their order."""
    wanted = (
        select(version.c.number, observation)
        .join(observation, observation.c.version_id == version.c.id)
        .where(version.c.reporter == reporter, version.c.year == year)
        .order_by(version.c.number)
    )
    return [
        (
            row.number,
            Key(row.offence, row.figure, row.breakdown or None, row.category or None),
            row.value,
            row.flag or row.reason,
        )
        for row in connection.execute(wanted)
    ]


def _version(row: Row[Any]) -> Version:
    made = None
    if row.kind:
        made = Decision(Resolution(row.kind), row.decided_by, row.decided_at, row.reason)
    return Version(
        id=row.id,
        reporter=row.reporter,
        year=row.year,
        number=row.number,
        attempt=row.attempt_id,
        person=row.person_id,
        assignment=row.assignment_id,
        on_behalf=row.on_behalf,
        delivered_at=row.delivered_at,
        due_at=row.due_at,
        content_sha256=row.content_sha256,
        replaces=row.replaces_id,
        decision=made,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )
