"""The reporters' people, their meetings and their deliveries, over the real use cases."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import event

from exchange.core.codebook import TO_FOLLOW
from exchange.core.form import Form
from exchange.core.letters import Message
from exchange.core.meetings import PLAN, Meeting
from exchange.core.people import OF_A_REPORTER, Person, Role
from exchange.core.returns import Entry, Observation, Return, Source, Verdict
from exchange.core.versions import Attempt, Channel, Version
from exchange.deliveries.deliver import NotReady, deliver, release, send_back
from exchange.deliveries.desk import Desk, Sender
from exchange.mail import Post
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.scheduler import Rounds
from exchange.service import Service
from exchange.storage import Store, attempts, meetings, outbox, pauses, people
from exchange.storage.pauses import Pause
from exchange.submissions.explanations import subject
from tests.check.making import BOOK, FULL
from tests.reminders.clock import CURACAO, START, Clock

ARUBA, CURACAO_, SINT_MAARTEN, CARIBBEAN, EUROPEAN = BOOK.reporters
LATER = "trafficking_verdicts"
"""The figure that comes later where one does."""


class Kingdom:
    """Whoever is named gets an address that says who it is: ``coordinator@aruba.example``."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.desk = Desk(store, None, BOOK)  # type: ignore[arg-type]
        self._uploads = 0
        if store.engine.dialect.name == "sqlite":
            event.listen(store.engine, "connect", _in_no_fear_of_power_cuts)
            store.close()

    def office(self, post: Post) -> Office:
        return Office(self.store, BOOK, Service(), post)

    def rounds(self, post: Post) -> Rounds:
        """A worker of its own, that nobody wakes but the test; it replaces any before it."""
        lease = Lease(self.store, patience=0)
        assert lease.held()
        return Rounds(self.office(post), lease, self.clock)

    def named(self, role: Role, reporter: str | None = None, address: str = "") -> Sender:
        where = reporter or "all"
        with self.store.writing() as connection:
            email = address or f"{role.value}@{where}.example"
            who = people.person_at(connection, email)
            person = who or people.add_person(connection, email, "", self.clock())
            for_ = reporter if role in OF_A_REPORTER else None
            return Sender(person, people.assign(connection, person.id, role, for_, self.clock()))

    def leaves(self, who: Sender) -> None:
        with self.store.writing() as connection:
            people.end_assignment(connection, who.assignment.id, self.clock())

    def meets(
        self, day: date, deadline: datetime, *years: int, plan: tuple[int, ...] = PLAN
    ) -> Meeting:
        draft = Meeting(0, "jvo", day, "Willemstad", CURACAO.key, deadline, years, plan=plan)
        with self.store.writing() as connection:
            return meetings.add_meeting(connection, draft)

    def moves(self, meeting: Meeting, deadline: datetime) -> Meeting:
        with self.store.writing() as connection:
            meetings.change_meeting(connection, changed := meeting._replace(deadline=deadline))
        return changed

    def cancels(self, meeting: Meeting) -> None:
        with self.store.writing() as connection:
            meetings.cancel_meeting(connection, meeting.id, self.clock())

    def delivers(self, who: Sender, year: int, later: str | None = None, **more: int) -> Version:
        """All ten figures, or one of them to follow, as a note ``later`` says."""
        attempt = self.attempt(who, year, later, {**FULL, **more})
        try:
            return deliver(self.desk, who, attempt.id, self.clock())
        except NotReady as asked:
            for finding in asked.attempt.findings:
                self._explain(who, attempt, subject(finding), finding.name or "", finding.code)
            return deliver(self.desk, who, attempt.id, self.clock())

    def releases(self, who: Sender, version: Version) -> None:
        release(self.desk, who, version.id, self.clock())

    def sends_back(self, who: Sender, version: Version) -> None:
        send_back(self.desk, who, version.id, "One figure too few.", self.clock())

    def pauses(self, who: Person, by: Person) -> None:
        with self.store.writing() as connection:
            pauses.pause_address(connection, Pause(who.email, self.clock(), by.id, "On leave."))

    def resumes(self, who: Person) -> None:
        with self.store.writing() as connection:
            pauses.resume_address(connection, who.email)

    def letters(self) -> list[Message]:
        """All that lie in the outbox, the first one first."""
        with self.store.reading() as connection:
            return outbox.messages(connection, most=10_000)[::-1]

    def fates(self) -> list[tuple[str, str, str]]:
        """Recipient, step or kind, and what became of it, with why it did not go."""
        return [
            (each.address, each.step or each.kind, f"{each.fate} {each.reason}".strip())
            for each in self.letters()
        ]

    def letter(self, address: str, what: str) -> Message:
        """The letter to somebody, of a step or kind."""
        (found,) = (
            each
            for each in self.letters()
            if each.address == address and what in {each.step, each.kind}
        )
        return found

    def attempt(
        self,
        who: Sender,
        year: int,
        later: str | None = None,
        figures: Mapping[str, int] = FULL,
    ) -> Attempt:
        """A workbook that was accepted, as far as what comes after knows."""
        self._uploads += 1
        reporter = who.assignment.reporter or ""
        source = Source("return.xlsx", hashlib.sha256(f"{self._uploads}".encode()).hexdigest())
        draft = Attempt(
            id=0,
            reporter=reporter,
            year=year,
            person=who.person.id,
            assignment=who.assignment.id,
            made_at=self.clock(),
            channel=Channel.UPLOAD,
            source=source,
            size=2,
            verdict=Verdict.ACCEPTED,
            language="en",
            findings=(),
            returned=return_of(reporter, year, figures, later, source),
        )
        with self.store.writing() as connection:
            return attempts.add_attempt(connection, draft, b"PK")

    def _explain(self, who: Sender, attempt: Attempt, about: str, name: str, code: str) -> None:
        said = attempts.Explanation(
            subject=about,
            name=name,
            code=code,
            text="Counted again.",
            person=who.person.id,
            given_at=self.clock(),
        )
        with self.store.writing() as connection:
            attempts.explain(connection, attempt, said)


def _in_no_fear_of_power_cuts(connection: sqlite3.Connection, _record: object) -> None:
    """What was committed is safe from the end of any process, and no test ends the machine."""
    connection.execute("PRAGMA synchronous = OFF").close()


def return_of(
    reporter: str, year: int, figures: Mapping[str, int], later: str | None, source: Source
) -> Return:
    keys = {key.name: key for key in Form(BOOK, reporter, year).keys}
    observed = {}
    for name, value in figures.items():
        entry = Entry(keys[name], value, basis=BOOK.figures[keys[name].figure].bases[0])
        if later is not None and name == LATER:
            entry = Entry(keys[name], status=TO_FOLLOW, note=later)
        observed[entry.key] = Observation(entry)
    return Return(reporter, year, observed, "en", source=source)


def local(at: datetime, reporter: str | None) -> str:
    """An instant as the clock on the wall shows it, in a reporter's zone or on Curaçao."""
    zone = ZoneInfo(BOOK.reporters[reporter].zone) if reporter else CURACAO
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def at(text: str, zone: ZoneInfo = CURACAO) -> datetime:
    """``2027-01-12 17:00`` there."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


__all__ = ["START", "Kingdom", "at", "local"]
