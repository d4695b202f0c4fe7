"""Letters and what becomes of them: never lost, sent at least once, given up in the end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

GIVEN_UP_AFTER = timedelta(hours=48)
"""How long a letter is tried again that no server would take yet."""

TOO_OLD_AFTER = timedelta(days=30)
"""A letter that could not even be tried for so long says nothing new any more."""

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=4)
_AT_ONCE = 3


class Enclosure(NamedTuple):
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


class Letter(NamedTuple):
    """One message to one person, in text and in HTML; ``kind`` is a slug.

    ``id`` is what its Message-ID begins with, the same at every try; without one the door makes
    one up.
    """

    kind: str
    address: str
    subject: str
    text: str
    html: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    id: str = ""


class Fate(StrEnum):
    """Where a letter is on its way. ``skipped``: it was not to be sent after all."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class Message(NamedTuple):
    """A letter in the outbox, and what became of it.

    ``key`` is what makes it the only one of its sort; ``meeting``, ``step`` and ``reporter`` tell
    what it is about where it is about such a thing; ``facts`` are what writing it again takes.
    ``due_at`` is when it was to go, ``crashes`` how often a worker ended while it was sending.
    """

    id: int
    key: str
    kind: str
    address: str
    language: str
    due_at: datetime
    queued_at: datetime
    fate: Fate = Fate.QUEUED
    person: int | None = None
    meeting: int | None = None
    step: str = ""
    reporter: str | None = None
    facts: Mapping[str, Any] = {}
    tries: int = 0
    crashes: int = 0
    first_tried_at: datetime | None = None
    next_try_at: datetime | None = None
    settled_at: datetime | None = None
    reason: str = ""
    subject: str = ""

    @property
    def id_for_mail(self) -> str:
        """What its Message-ID begins with: the same at every try, by every worker."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:32]


def next_after_crash(crashes: int, now: datetime) -> datetime:
    """When a letter goes once more that a worker was sending when it ended, so many times now.

    At once, unless it happens again and again: then it may be the letter that ends the worker.
    """
    again = crashes - _AT_ONCE
    return now if again <= 0 else now + _wait(again)


def next_try(first_tried_at: datetime, tries: int, now: datetime, chance: float) -> datetime | None:
    """When a letter is tried again that a server did not take; None: not any more.

    ``tries`` counts those made, the last of them ``now``. Waits double from a minute to four
    hours; ``chance`` (0 to 1) takes up to half off, so that letters refused together do not come
    back together.
    """
    at = now + _wait(tries) * (1 - chance / 2)
    return at if at < first_tried_at + GIVEN_UP_AFTER else None


def _wait(times: int) -> timedelta:
    doubled: int = 2 ** min(times - 1, 10)
    return min(_FIRST_WAIT * doubled, _LONGEST_WAIT)
