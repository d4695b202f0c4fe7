"""Attempts with their files, and the explanations given for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, exists, insert, or_, select

from exchange.core.returns import Source, Verdict
from exchange.core.versions import Attempt, Channel, Resolution
from exchange.storage.engine import new_id
from exchange.storage.packing import (
    packed_finding,
    packed_return,
    unpacked_finding,
    unpacked_return,
)
from exchange.storage.schema import (
    assignment,
    attempt,
    attempt_file,
    decision,
    delivered,
    explanation,
    version,
)


def add_attempt(connection: Connection, draft: Attempt, content: bytes) -> Attempt:
    """Keeps an attempt and its file; gives it with its id."""
    values = {
        "reporter": draft.reporter,
        "year": draft.year,
        "person_id": draft.person,
        "assignment_id": draft.assignment,
        "made_at": draft.made_at,
        "channel": draft.channel.value,
        "file": draft.source.file,
        "sha256": draft.source.sha256,
        "size": draft.size,
        "verdict": draft.verdict.value,
        "language": draft.language,
        "findings": [packed_finding(finding) for finding in draft.findings],
        "returned": packed_return(draft.returned) if draft.returned else None,
        "follows_id": draft.follows,
    }
    result = connection.execute(insert(attempt).values(**values))
    id_ = new_id(result)
    connection.execute(insert(attempt_file).values(attempt_id=id_, content=content))
    return draft._replace(id=id_)


def attempt_of(connection: Connection, id_: int) -> Attempt | None:
    """The attempt that has the id."""
    row = connection.execute(select(attempt).where(attempt.c.id == id_)).one_or_none()
    return _attempt(row) if row else None


def attempts_for(
    connection: Connection, reporter: str, year: int, before: int | None = None
) -> list[Attempt]:
    """The attempts for one return, the latest first; ``before`` an attempt's id."""
    wanted = select(attempt).where(attempt.c.reporter == reporter, attempt.c.year == year)
    if before is not None:
        wanted = wanted.where(attempt.c.id < before)
    return [_attempt(row) for row in connection.execute(wanted.order_by(attempt.c.id.desc()))]


def file_of(connection: Connection, attempt_id: int) -> bytes | None:
    """The workbook as it was sent; None where it was purged."""
    wanted = select(attempt_file.c.content).where(attempt_file.c.attempt_id == attempt_id)
    return connection.scalar(wanted)


def has_file(connection: Connection, attempt_id: int) -> bool:
    """Whether the workbook is still there."""
    wanted = select(attempt_file.c.attempt_id).where(attempt_file.c.attempt_id == attempt_id)
    return connection.scalar(wanted) is not None


def purge_file(connection: Connection, attempt_id: int) -> bool:
    """Removes an attempt's file and nothing else; False where it was gone already."""
    gone = delete(attempt_file).where(attempt_file.c.attempt_id == attempt_id)
    return connection.execute(gone).rowcount > 0


def files_to_purge(connection: Connection, before: datetime) -> list[int]:
    """Attempts made before an instant that were never delivered and still have their file."""
    delivered = exists().where(version.c.attempt_id == attempt.c.id)
    wanted = (
        select(attempt.c.id)
        .join(attempt_file, attempt_file.c.attempt_id == attempt.c.id)
        .where(attempt.c.made_at < before, ~delivered)
    )
    return list(connection.scalars(wanted.order_by(attempt.c.id)))


class Explanation(NamedTuple):
    """Why a warning is right as it stands; ``subject`` is the rule, the cell and its values."""

    subject: str
    name: str
    code: str
    text: str
    person: int
    given_at: datetime


def explain(connection: Connection, sent: Attempt, said: Explanation) -> None:
    """Keeps an explanation; a later one on the same subject counts instead."""
    connection.execute(
        insert(explanation).values(
            reporter=sent.reporter,
            year=sent.year,
            attempt_id=sent.id,
            person_id=said.person,
            given_at=said.given_at,
            subject=said.subject,
            name=said.name,
            code=said.code,
            text=said.text,
        )
    )


def explanations_for(
    connection: Connection, reporter: str, year: int, guest: int | None = None, at: int = 0
) -> dict[str, str]:
    """Subject → the explanation given last, over all attempts for one return.

    A ``guest``, who is not one of the reporter's own people, finds what was released, what the
    guest said as a guest, and what was said for the guest's attempt ``at``: nothing that would
    tell whether figures are the same as unreleased ones.
    """
    wanted = select(explanation.c.subject, explanation.c.text).where(
        explanation.c.reporter == reporter, explanation.c.year == year
    )
    if guest is not None:
        guests = select(attempt.c.id).join(assignment, attempt.c.assignment_id == assignment.c.id)
        guests = guests.where(assignment.c.reporter.is_(None))
        said = (explanation.c.person_id == guest) & explanation.c.attempt_id.in_(guests)
        is_here = explanation.c.attempt_id == at
        released = select(delivered.c.attempt_id).join(
            decision, decision.c.version_id == delivered.c.version_id
        )
        released = released.where(decision.c.kind == Resolution.RELEASED.value)
        wanted = wanted.where(or_(said, is_here, explanation.c.attempt_id.in_(released)))
    rows = connection.execute(wanted.order_by(explanation.c.id))
    return {row.subject: row.text for row in rows}


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        id=row.id,
        reporter=row.reporter,
        year=row.year,
        person=row.person_id,
        assignment=row.assignment_id,
        made_at=row.made_at,
        channel=Channel(row.channel),
        source=Source(row.file, row.sha256),
        size=row.size,
        verdict=Verdict(row.verdict),
        language=row.language,
        findings=tuple(map(unpacked_finding, row.findings)),
        returned=unpacked_return(row.returned) if row.returned else None,
        follows=row.follows_id,
    )
