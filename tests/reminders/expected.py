"""What a year of the exchange sends, worked out by hand, and what it sent.

Worked out from the plan, the calendars of the five countries and what happens in
``tests.reminders.year``. Times are those on the wall where the reporter is that a letter is about;
of what is about none, on Curaçao.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from exchange.core.letters import Fate
from tests.check.making import BOOK
from tests.reminders.clock import CURACAO
from tests.reminders.kingdom import Kingdom, local
from tests.reminders.post_office import PostOffice, post_id
from tests.reminders.year import HOUR, Happens

LETTERS = """
the figures of 2025 are due on 1 February 2027, and asked for 70 days before
2026-11-23 09:00  coordinator  aruba                  before-70
2026-11-23 09:00  coordinator  caribbean-netherlands  before-70
2026-11-23 09:00  coordinator  curacao                before-70
2026-11-23 09:00  deputy       curacao                before-70
2026-11-23 09:00  coordinator  sint-maarten           before-70
2026-11-23 09:00  secretariat  european-netherlands   unreachable before-70

Aruba has delivered, Curaçao waits for its approver, Sint Maarten has promised its last figure, and
the address of the Caribbean Netherlands is paused
2027-01-11 09:00  approver     curacao                before-21
2027-01-11 09:00  secretariat  caribbean-netherlands  unreachable before-21
2027-01-11 09:00  secretariat  european-netherlands   unreachable before-21

it no longer is; Aruba, of whom nothing is missing, would have got it on Friday, before Betico Day
2027-01-25 09:00  coordinator  caribbean-netherlands  before-7
2027-01-25 09:00  secretariat  european-netherlands   unreachable before-7

the deadline is over
2027-02-03 09:00  secretariat  all                    late
2027-02-04 09:00  coordinator  caribbean-netherlands  after-3
2027-02-04 09:00  secretariat  european-netherlands   unreachable after-3

the European Netherlands have a coordinator
2027-02-20 13:00  coordinator  aruba                  contacts-changed
2027-02-20 13:00  coordinator  caribbean-netherlands  contacts-changed
2027-02-20 13:00  coordinator  curacao                contacts-changed
2027-02-20 13:00  deputy       curacao                contacts-changed
2027-02-20 18:00  coordinator  european-netherlands   contacts-changed
2027-02-20 13:00  coordinator  sint-maarten           contacts-changed

what Sint Maarten promised for Sunday
2027-03-12 09:00  coordinator  sint-maarten           to-follow-2027-03-14

the figures of 2026, and of 2025 where they lack, are due on 2 June 2027; in Amsterdam it is winter
2027-03-24 09:00  coordinator  aruba                  before-70
2027-03-24 09:00  coordinator  caribbean-netherlands  before-70
2027-03-24 09:00  coordinator  curacao                before-70
2027-03-24 09:00  deputy       curacao                before-70
2027-03-24 09:00  coordinator  european-netherlands   before-70
2027-03-24 09:00  coordinator  sint-maarten           before-70

on Monday: Tuesday is King's Day in all five; Sint Maarten has delivered; in Amsterdam it is summer
2027-04-26 09:00  coordinator  aruba                  before-36
2027-04-26 09:00  coordinator  caribbean-netherlands  before-36
2027-04-26 09:00  approver     curacao                before-36
2027-04-26 09:00  coordinator  european-netherlands   before-36

Curaçao's approver has sent the figures back
2027-05-12 09:00  coordinator  aruba                  before-21
2027-05-12 09:00  coordinator  caribbean-netherlands  before-21
2027-05-12 09:00  coordinator  curacao                before-21
2027-05-12 09:00  deputy       curacao                before-21
2027-05-12 09:00  coordinator  european-netherlands   before-21

Aruba and Curaçao have delivered
2027-05-26 09:00  coordinator  caribbean-netherlands  before-7
2027-05-26 09:00  coordinator  european-netherlands   before-7

three days after the deadline is a Saturday
2027-06-04 09:00  coordinator  caribbean-netherlands  after-3
2027-06-04 09:00  secretariat  caribbean-netherlands  late

the last meeting is over
2027-06-17 09:00  secretariat  all                    no-meeting
"""

SKIPPED = {"nothing-missing": 25, "not-theirs": 7, "outdated": 4, "paused": 1}
"""What did not go, and is on its page: why, and how often."""


def told(kingdom: Kingdom, post: PostOffice) -> list[str]:
    """What the server took, when it did so first, in the words of the table."""
    known = {post_id(each): each for each in kingdom.letters()}
    lines = []
    for taken in {each.id: each for each in reversed(post.taken)}.values():
        letter = known[taken.id]
        role, _, where = taken.to.removesuffix(".example").partition("@")
        reporter = letter.reporter or (where if where in BOOK.reporters else None)
        what = letter.step if letter.kind == "reminder" else f"{letter.kind} {letter.step}".strip()
        lines.append(f"{local(taken.at, reporter)}  {role:11}  {reporter or 'all':21}  {what}")
    return sorted(lines)


def expected() -> list[str]:
    return sorted(line for line in LETTERS.splitlines() if line.startswith("20"))


def why_not(kingdom: Kingdom) -> Counter[str]:
    return Counter(each.reason for each in kingdom.letters() if each.fate is Fate.SKIPPED)


def eventful(to_come: list[Happens]) -> set[date]:
    """The days on which something happens or is sent, in UTC and on the wall."""
    happening = {each.at.astimezone(UTC).date() for each in to_come}
    return happening | {date.fromisoformat(line[:10]) for line in expected()}


def busy(to_come: list[Happens]) -> list[datetime]:
    """The hours in which something happens or is sent, each with the one before and after it."""
    happening = {each.at.astimezone(UTC).replace(minute=0) + HOUR for each in to_come}
    at = happening | {sent_at(line) for line in expected()}
    return sorted({hour + n * HOUR for hour in at for n in (-1, 0, 1)})


def sent_at(line: str) -> datetime:
    """The instant of a line of the table."""
    where = line.split()[3]
    zone = ZoneInfo(BOOK.reporters[where].zone) if where in BOOK.reporters else CURACAO
    return datetime.fromisoformat(line[:16]).replace(tzinfo=zone).astimezone(UTC)
