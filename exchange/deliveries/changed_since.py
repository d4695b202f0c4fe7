"""What of the comparison is another than at the last meeting; which figures, never how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.changed import Changed, changed_offences
from exchange.core.codebook import CodeBook
from exchange.core.meetings import Meeting
from exchange.core.returns import Return
from exchange.storage import current, meetings, observations, versions
from exchange.storage.current import Counting


class Released(NamedTuple):
    """An offence that changed, with the version that counts now and since when."""

    changed: Changed
    version: int
    at: datetime


class Since(NamedTuple):
    """What was released since the end of a meeting; ``content_sha256`` is of all that counts."""

    meeting: Meeting
    released: tuple[Released, ...]
    content_sha256: str


def changed_since(connection: Connection, codebook: CodeBook, now: datetime) -> Since | None:
    """What changed since the end of the last day of the last meeting; None where none is over."""
    meeting = last_meeting(meetings.all_meetings(connection), now)
    if meeting is None:
        return None
    then = {(each.reporter, each.year): each for each in _counted(connection, meeting)}
    counts = current.counting(connection)
    found = tuple(
        released
        for each in counts
        for released in _released(connection, codebook, then.get((each.reporter, each.year)), each)
    )
    return Since(meeting, found, current.content_of(counts))


def last_meeting(planned: Iterable[Meeting], now: datetime) -> Meeting | None:
    """The meeting that ended last, of those that were not cancelled."""
    over = [each for each in planned if each.cancelled_at is None and each.over_at <= now]
    return max(over, key=lambda each: each.over_at, default=None)


def _counted(connection: Connection, meeting: Meeting) -> list[Counting]:
    return current.counting(connection, meeting.over_at)


def _released(
    connection: Connection, codebook: CodeBook, then: Counting | None, now: Counting
) -> Iterator[Released]:
    if then is not None and then.version == now.version:
        return
    old = observations.return_of(connection, then.version) if then else None
    since = _released_since(connection, then.number if then else 0, now)
    explained = {name for returned in since for name in returned.explanations}
    for changed in changed_offences(codebook, old, since[-1], explained):
        yield Released(changed, now.number, now.released_at)


def _released_since(connection: Connection, number: int, now: Counting) -> list[Return]:
    """What was released after a version, up to the one that counts now, which is the last."""
    delivered = versions.versions_for(connection, now.reporter, now.year)[::-1]
    return [
        observations.return_of(connection, version.id)
        for version in delivered
        if version.released and number < version.number <= now.number
    ]
