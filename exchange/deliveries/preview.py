"""What delivering an attempt will do, before it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.delivery import Change, changes, offences_in
from exchange.core.returns import Finding, Return, Verdict
from exchange.core.versions import Attempt, Version
from exchange.deliveries.deliver import NotReady
from exchange.deliveries.desk import Desk
from exchange.deliveries.holders import approvers
from exchange.deliveries.known import known_as
from exchange.deliveries.now import as_it_stands, whole
from exchange.deliveries.upload import standing
from exchange.storage import current, meetings, observations, versions

REMINDED = frozenset({"foreign-sheet", "comments", "authors"})
"""Notes about what travels with the file, told once more before it is delivered."""


class Kept(NamedTuple):
    """An offence that the workbook leaves out: it stays as it was delivered then."""

    offence: str
    delivered_at: datetime


class Preview(NamedTuple):
    """An attempt as it will be delivered.

    ``returned`` holds what will count, ``changes`` is held against ``counts``, the version that
    counts now; ``waiting`` is a version that this one takes the place of before it was released.
    ``approvers`` are the names of who releases; ``delivered`` is the version it became already.
    """

    attempt: Attempt
    returned: Return
    counts: Version | None
    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]
    missing: tuple[str, ...]
    waiting: Version | None
    due_at: datetime | None
    late: bool
    approvers: tuple[str, ...]
    reminders: tuple[Finding, ...]
    delivered: Version | None


def preview(desk: Desk, attempt: Attempt, now: datetime, *, own: bool) -> Preview:
    """What will be delivered; raises NotReady where the attempt is not accepted.

    Who is not the reporter's ``own`` sees no figure that is not released or in this very attempt.
    """
    with desk.store.reading() as connection:
        stands = as_it_stands(connection, desk.codebook, attempt)
        if stands.verdict is not Verdict.ACCEPTED or stands.returned is None:
            raise NotReady(stands)
        returned = whole(connection, stands)
        given = offences_in(stands.returned)
        counts = current.authoritative(connection, attempt.reporter, attempt.year)
        old = observations.return_of(connection, counts) if counts else None
        there = offences_in(returned)
        if not own:
            returned, old = _only(returned, given), old and _only(old, given)
        due = meetings.due_at(connection, attempt.year)
        named = approvers(connection, attempt.reporter, now)
        return Preview(
            attempt=stands,
            returned=returned,
            counts=versions.version_of(connection, counts) if counts else None,
            changes=tuple(changes(desk.codebook, old, returned)) if old else (),
            kept=_kept(connection, attempt, set(there) - set(given)),
            missing=tuple(o for o in desk.codebook.offences if o not in there),
            waiting=_waiting(connection, attempt),
            due_at=due,
            late=due is not None and now > due,
            approvers=tuple(known_as(connection, named).values()),
            reminders=tuple(f for f in stands.findings if f.code in REMINDED),
            delivered=versions.version_from(connection, attempt.id),
        )


def _only(returned: Return, offences: tuple[str, ...]) -> Return:
    kept = {k: seen for k, seen in returned.observations.items() if k.offence in offences}
    return replace(returned, observations=kept)


def _kept(connection: Connection, attempt: Attempt, offences: set[str]) -> tuple[Kept, ...]:
    before = standing(connection, attempt.reporter, attempt.year)
    if before is None:
        return ()
    came_in = versions.offences_of(connection, before)
    found = []
    for offence in sorted(offences & came_in.keys(), reverse=True):
        version = versions.version_from(connection, came_in[offence])
        if version is not None:
            found.append(Kept(offence, version.delivered_at))
    return tuple(found)


def _waiting(connection: Connection, attempt: Attempt) -> Version | None:
    """The latest version, if nobody decided about it yet: only that one still can be decided."""
    latest = next(iter(versions.versions_for(connection, attempt.reporter, attempt.year)), None)
    return latest if latest and latest.waiting and latest.attempt != attempt.id else None
