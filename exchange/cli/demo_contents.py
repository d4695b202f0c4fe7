"""What is in the demonstration: accounts of each role, contacts, the samples, a meeting to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.accounts.invitations import invite
from exchange.accounts.joining import Means, join
from exchange.accounts.passwords import hashed
from exchange.contacts.entries import add
from exchange.core.asked import is_coming
from exchange.core.contacts import ContactKind, Entry
from exchange.core.meetings import Meeting
from exchange.core.people import Person, Role
from exchange.deliveries.deliver import deliver, release
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.explain import explain
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.upload import Incoming, upload
from exchange.reminders.working_days import works
from exchange.storage import contacts, meetings, people, versions
from exchange.submissions.explanations import subject
from exchange.web.views.home_own import INVENTED

ZONE, COUNTRY = "America/Curacao", "CW"
_WEDNESDAY = 2
AHEAD, BEFORE = timedelta(weeks=10), timedelta(weeks=2)
WHY = "As it was published; the source is named in the note."
"""What the samples say of a figure that looks unlikely."""


class Account(NamedTuple):
    """An account of the demonstration; it has no name but its role.

    ``language`` is the one it chose: it is written to in it.
    """

    role: Role
    reporter: str | None
    place: str
    language: str | None = None

    @property
    def email(self) -> str:
        return f"{self.role}@{self.reporter or 'exchange'}.example"

    @property
    def name(self) -> str:
        return f"{self.role.value.capitalize()}{f' of {self.place}' if self.reporter else ''}"


def accounts(opened: Desk) -> list[Account]:
    """A coordinator of every reporter, an approver of one, and everybody else.

    Two have a deputy, who chose another language: so there are letters in all four.
    """
    reporters = opened.codebook.reporters
    labels = {slug: reporter.label["en"] for slug, reporter in reporters.items()}
    return [
        *(Account(Role.COORDINATOR, slug, labels[slug]) for slug in reporters),
        *(Account(Role.DEPUTY, slug, labels[slug], own) for slug, own in _DEPUTIES.items()),
        Account(Role.APPROVER, "curacao", labels["curacao"]),
        *(Account(role, None, "") for role in (Role.SECRETARIAT, Role.READER, Role.OPERATOR)),
    ]


_DEPUTIES = {"aruba": "pap-AW", "curacao": "pap-CW"}


def fill(opened: Desk, password: str, samples: Iterable[Path], now: datetime) -> None:
    """Puts in what is not there yet, by the ways that people take; nothing is put in twice.

    Nobody is written to about it.
    """
    opened = opened._replace(public_url="")
    _people(opened, password, now)
    _contacts(opened, now)
    years = []
    for sample in sorted(samples, key=lambda file: (_year(file), file.name)):
        years.append(_year(sample))
        _deliver(opened, sample, now)
    _meeting(opened, max(years) + 1, now)


def _people(opened: Desk, password: str, now: datetime) -> None:
    store = opened.store
    with store.reading() as connection:
        known = {person.email for person in people.everybody(connection)}
    new = [account for account in accounts(opened) if account.email not in known]
    if not new:
        return  # hashing takes its time, which a second start need not wait for
    means = Means(password_hash=hashed(password))
    for account in new:
        person, token = invite(store, account.email, account.role, account.reporter, None, now)
        known_as = person._replace(name=account.name, language=account.language)
        join(store, token, known_as, means, now)


def _contacts(opened: Desk, now: datetime) -> None:
    """A mailbox and a partner for each reporter; not again where they were removed."""
    with opened.store.reading() as connection:
        if contacts.entry_of(connection, 1):
            return
    for slug in opened.codebook.reporters:
        sender = _sender(opened, Role.COORDINATOR, slug, now)
        for kind, (name, whose) in _CONTACTS.items():
            address = f"{whose}@{slug}.example"
            draft = Entry(0, slug, kind, f"{name} (example)", INVENTED, address, "", now)
            add(opened.store, draft, sender.person, now)


_CONTACTS = {
    ContactKind.MAILBOX: ("Mailbox for figures", "figures"),
    ContactKind.TWINNING_PARTNER: ("Twinning partner", "partner"),
}


def _deliver(opened: Desk, sample: Path, now: datetime) -> None:
    """As its coordinator delivers a return, and the approver releases it where there is one."""
    reporter, year = _reporter(sample), _year(sample)
    with opened.store.reading() as connection:
        if versions.versions_for(connection, reporter, year):
            return
    sender = _sender(opened, Role.COORDINATOR, reporter, now)
    incoming = Incoming(reporter, year, sample.name, sample.read_bytes())
    attempt = upload(opened, sender, incoming, now)
    with opened.store.reading() as connection:
        findings = as_it_stands(connection, opened.codebook, attempt).findings
    told = {subject(finding): WHY for finding in findings if finding.is_open_question}
    explain(opened, sender, attempt, told, now)
    version = deliver(opened, sender, attempt.id, now)
    if version.waiting:
        release(opened, _sender(opened, Role.APPROVER, reporter, now), version.id, now)


def _sender(opened: Desk, role: Role, reporter: str, now: datetime) -> Sender:
    """Who holds the role; the first one, where there were several since."""
    with opened.store.reading() as connection:
        held = people.assignments_at(connection, reporter, now)
        first = next(each for each in held if each.role is role)
        person = people.person_of(connection, first.person)
    return Sender(person or Person(first.person, "", ""), first)


def _meeting(opened: Desk, year: int, now: datetime) -> None:
    """One to come, so that there is a deadline to see."""
    with opened.store.writing() as connection:
        if any(is_coming(meeting, now) for meeting in meetings.all_meetings(connection)):
            return
        day = meeting_day((now + AHEAD).astimezone(ZoneInfo(ZONE)).date())
        closes = datetime.combine(day - BEFORE, time(17), ZoneInfo(ZONE))
        draft = Meeting(0, "coordinators", day, INVENTED, ZONE, closes, (year,))
        meetings.add_meeting(connection, draft)


def meeting_day(earliest: date) -> date:
    """The first Wednesday from a day on that is a working day, as that of the deadline is."""
    day = earliest + timedelta(days=(_WEDNESDAY - earliest.weekday()) % 7)
    while not (works(COUNTRY, day) and works(COUNTRY, day - BEFORE)):
        day += timedelta(weeks=1)
    return day


def _reporter(sample: Path) -> str:
    return sample.stem.rpartition("-")[0]


def _year(sample: Path) -> int:
    return int(sample.stem.rpartition("-")[2])
