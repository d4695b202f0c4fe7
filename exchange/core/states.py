"""How far a reporter is with a year's figures: what there is, and what is still missing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from exchange.core.codebook import BASE_STATUS, TO_FOLLOW, CodeBook
from exchange.core.returns import Return
from exchange.core.versions import Version

PROVISIONAL = "provisional"


class StateKind(StrEnum):
    """The one word for it; a delivery that waits for its owner says nothing to others yet."""

    MISSING = "missing"
    PARTIAL = "partial"
    WAITING = "waiting"
    DELIVERED = "delivered"


class State(NamedTuple):
    """One reporter's year.

    ``missing`` are the offences not delivered; ``to_follow`` and ``provisional`` count headline
    figures. ``version`` is the one it is about: the latest, or the released one where the latest
    was returned to its sender, or waits and is not the reader's to see.
    """

    kind: StateKind
    late: bool
    missing: tuple[str, ...]
    to_follow: int
    provisional: int
    version: Version | None


def state_of(
    codebook: CodeBook,
    reporter: str,
    year: int,
    version: Version | None,
    returned: Return | None,
    complete_since: datetime | None = None,
) -> State:
    """The state that a version and its figures make.

    ``complete_since`` is when every offence was first there: who was in time then is not late by
    putting a figure right later.
    """
    if not codebook.asks(reporter, year) or version is None or version.sent_back:
        return State(StateKind.MISSING, False, tuple(codebook.offences), 0, 0, version)
    there = returned.delivered if returned else lambda _offence: False
    missing = tuple(offence for offence in codebook.offences if not there(offence))
    to_follow = _with_status(returned, TO_FOLLOW)
    kind = StateKind.PARTIAL if missing or to_follow else StateKind.DELIVERED
    if version.waiting:
        kind = StateKind.WAITING
    return State(
        kind,
        _late(version, complete_since),
        missing,
        to_follow,
        _with_status(returned, PROVISIONAL),
        version,
    )


def _late(version: Version, complete_since: datetime | None) -> bool:
    if version.due_at is None:
        return False
    # What completed it after this version does not tell of this one.
    return min(complete_since or version.delivered_at, version.delivered_at) > version.due_at


def _with_status(returned: Return | None, status: str) -> int:
    """How many headline figures carry a status other than the plain one."""
    assert status != BASE_STATUS  # noqa: S101 - a caller's slip, nobody's input
    seen = returned.observations.values() if returned else ()
    return sum(1 for each in seen if not each.key.breakdown and each.entry.status == status)
