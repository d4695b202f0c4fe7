"""What is still missing of a return, said exactly, and from whom it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.core.codebook import TO_FOLLOW, CodeBook
from exchange.core.promises import promised
from exchange.core.returns import Entry, Return
from exchange.core.states import PROVISIONAL
from exchange.core.versions import Version


class Awaits(StrEnum):
    """What a delivered return waits for before it counts."""

    RELEASE = "release"
    CONFIRMATION = "confirmation"


class Following(NamedTuple):
    """Headline figures of an offence that come later, by a day where one was named."""

    offence: str
    figures: int
    by: date | None = None


class Missing(NamedTuple):
    """What one reporter still owes for a year.

    ``offences`` are not delivered at all; ``provisional`` is offence → how many headline figures
    may still change, which nobody is reminded of for itself. ``returned``: the latest delivery was
    sent back. ``since`` is the day, where the reporter is, of the delivery that says all this.
    """

    reporter: str
    year: int
    offences: tuple[str, ...] = ()
    following: tuple[Following, ...] = ()
    provisional: tuple[tuple[str, int], ...] = ()
    awaits: Awaits | None = None
    returned: bool = False
    since: date | None = None

    def asked_for(self, today: date) -> bool:
        """Whether somebody has to do something now: a promise is left alone until its day."""
        if self.offences or self.awaits or self.returned:
            return True
        return any(each.by is None or each.by <= today for each in self.following)

    def from_reporter(self, today: date) -> bool:
        """Whether it is the coordinator's to do, and not only a release that lacks."""
        return self._replace(awaits=None).asked_for(today) or self.awaits is Awaits.CONFIRMATION

    @property
    def promises(self) -> tuple[date, ...]:
        """The days on which figures were promised."""
        return tuple(sorted({each.by for each in self.following if each.by}))

    def with_promises_until(self, last: date) -> Missing:
        """A later day counts as if none had been named."""
        if not any(day > last for day in self.promises):
            return self
        counted: Counter[tuple[str, date | None]] = Counter()
        for offence, figures, by in self.following:
            counted[offence, by if by and by <= last else None] += figures
        following = (Following(offence, n, by) for (offence, by), n in counted.items())
        return self._replace(following=tuple(following))


class Standing(NamedTuple):
    """How a reporter's year stands: the latest version that was not sent back, with its figures.

    ``sent_back`` tells whether a later one was; ``approver`` whether one is named.
    """

    version: Version | None = None
    returned: Return | None = None
    sent_back: bool = False
    approver: bool = False


def missing_of(codebook: CodeBook, reporter: str, year: int, standing: Standing) -> Missing:
    """What is missing of a year that the reporter is asked for."""
    version, returned = standing.version, standing.returned
    if version is None or returned is None:
        offences = tuple(codebook.offences)
        return Missing(reporter, year, offences, returned=standing.sent_back)
    entries = [seen.entry for seen in returned.observations.values() if not seen.key.breakdown]
    awaits = None
    if version.waiting:
        awaits = Awaits.RELEASE if standing.approver else Awaits.CONFIRMATION
    zone = ZoneInfo(codebook.reporters[reporter].zone)
    since = version.delivered_at.astimezone(zone).date()
    provisional = Counter(e.key.offence for e in entries if e.status == PROVISIONAL)
    return Missing(
        reporter,
        year,
        tuple(offence for offence in codebook.offences if not returned.delivered(offence)),
        tuple(_following(codebook, entries, since)),
        tuple((each, provisional[each]) for each in codebook.offences if each in provisional),
        awaits,
        standing.sent_back,
        since,
    )


def _following(codebook: CodeBook, entries: list[Entry], since: date) -> Iterator[Following]:
    """By offence and day; the day is one after the delivery that the figure's note names."""
    counted = Counter(
        (entry.key.offence, promised(entry.note, since))
        for entry in entries
        if entry.status == TO_FOLLOW
    )
    for offence in codebook.offences:
        days = [day for each, day in counted if each == offence]
        for day in sorted(days, key=lambda day: day or date.max):
            yield Following(offence, counted[offence, day], day)
