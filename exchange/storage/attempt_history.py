"""What is known around an attempt: the one before it, the same file sent twice, who explained."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from exchange.core.versions import Attempt
from exchange.storage.attempts import Explanation, attempt_of
from exchange.storage.schema import attempt, explanation


class Sent(NamedTuple):
    """A file as it came in for one return: whose it is, by its hash."""

    reporter: str
    year: int
    assignment: int
    sha256: str


def sent_since(connection: Connection, sent: Sent, since: datetime) -> Attempt | None:
    """The latest attempt made by the same assignment of the same file since an instant."""
    wanted = (
        select(attempt.c.id)
        .where(
            attempt.c.reporter == sent.reporter,
            attempt.c.year == sent.year,
            attempt.c.assignment_id == sent.assignment,
            attempt.c.sha256 == sent.sha256,
            attempt.c.made_at >= since,
        )
        .order_by(attempt.c.id.desc())
        .limit(1)
    )
    found = connection.scalar(wanted)
    return attempt_of(connection, found) if found is not None else None


def attempt_before(connection: Connection, made: Attempt) -> Attempt | None:
    """The attempt that this one corrects, else the one for the same return that came before."""
    if made.follows is not None:
        return attempt_of(connection, made.follows)
    wanted = (
        select(attempt.c.id)
        .where(
            attempt.c.reporter == made.reporter,
            attempt.c.year == made.year,
            attempt.c.id < made.id,
        )
        .order_by(attempt.c.id.desc())
        .limit(1)
    )
    found = connection.scalar(wanted)
    return attempt_of(connection, found) if found is not None else None


def explanations_given(connection: Connection, reporter: str, year: int) -> dict[str, Explanation]:
    """Subject → the explanation given last, with who gave it and when."""
    wanted = select(explanation).where(
        explanation.c.reporter == reporter, explanation.c.year == year
    )
    return {
        row.subject: Explanation(
            row.subject, row.name, row.code, row.text, row.person_id, row.given_at
        )
        for row in connection.execute(wanted.order_by(explanation.c.id))
    }
