"""Files go: by their reporter's wish, or by age where they were never delivered.

The hash stays with the attempt, and an event says who took the file away, when and why.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from exchange.core.versions import Attempt
from exchange.core.vocabulary import harmless, plain
from exchange.deliveries.desk import Desk, Sender
from exchange.storage import Store, attempts, events
from exchange.storage.events import Event

PURGED = "file-purged"
LONGEST_REASON = 500


class ReasonMissing(Exception):
    """A file is not taken away without saying why, in a sentence or two."""


def purge(desk: Desk, sender: Sender, attempt: Attempt, reason: str, now: datetime) -> None:
    """Takes an attempt's file away for good; nothing more happens where it is gone already.

    Raises ReasonMissing where the reason is empty or longer than LONGEST_REASON characters.
    """
    why = harmless(plain(reason))
    if not 0 < len(why) <= LONGEST_REASON:
        raise ReasonMissing
    with desk.store.writing() as connection:
        _take_away(connection, attempt, now, sender.person.id, why)


def forget_old_files(store: Store, now: datetime, keep_days: int) -> int:
    """Takes away the files of undelivered attempts older than so many days; how many went."""
    with store.writing() as connection:
        old = attempts.files_to_purge(connection, now - timedelta(days=keep_days))
        for id_ in old:
            attempt = attempts.attempt_of(connection, id_)
            if attempt is not None:
                _take_away(connection, attempt, now)
    return len(old)


def how_it_went(connection: Connection, attempt: Attempt) -> Event | None:
    """What is known of a file taken away: when, and by whom and why unless it was for its age."""
    about = events.events_about(connection, attempt.reporter, attempt.year)
    return next((e for e in about if e.kind == PURGED and e.attempt == attempt.id), None)


def _take_away(
    connection: Connection,
    attempt: Attempt,
    now: datetime,
    person: int | None = None,
    reason: str = "",
) -> None:
    if not attempts.purge_file(connection, attempt.id):
        return
    about = (person, attempt.reporter, attempt.year, attempt.id)
    details = {"sha256": attempt.source.sha256, "reason": reason}
    events.record(connection, Event(now, PURGED, *about, details=details))
