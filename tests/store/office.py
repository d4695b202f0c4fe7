"""A reporter's people at work on the real use cases, each step a minute after the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

from exchange.core.codebook import Key
from exchange.core.form import Form
from exchange.core.people import Role
from exchange.core.returns import Entry, Finding, Observation, Return, Source, Verdict
from exchange.core.versions import Attempt, Channel, Version
from exchange.deliveries.deliver import NotReady, deliver
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.upload import Incoming, upload
from exchange.storage import Store, attempts, current, events, observations, people, versions
from exchange.submissions.check import judge
from exchange.submissions.explanations import subject
from exchange.submissions.judgement import Judgement
from tests.check.making import BOOK, SCHEMAS, Said, sent

REPORTER, YEAR = "curacao", 2024
START = datetime(2025, 3, 1, 12, tzinfo=UTC)
BECAUSE = "Counted again."
Figures = dict[str, int | str]


class InProcess:
    """Judges without processes apart, for tests of what comes after."""

    def judge(
        self,
        content: bytes,
        file: str,
        *,
        earlier: tuple[Return, ...] = (),
        explanations: Mapping[str, str] | None = None,
    ) -> Judgement:
        return judge(content, file, SCHEMAS, earlier=earlier, explanations=explanations)


class Office:
    def __init__(self, store: Store, readers: object) -> None:
        self.store = store
        self.desk = Desk(store, readers, BOOK)  # type: ignore[arg-type]
        self.now = START
        self._numbers = count(1)
        self.coordinator = self.named(Role.COORDINATOR)
        self.secretariat = self.named(Role.SECRETARIAT)

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def named(self, role: Role) -> Sender:
        """Somebody new in a role, from now on."""
        reporter = None if role is Role.SECRETARIAT else REPORTER
        with self.store.writing() as connection:
            email = f"{next(self._numbers)}@a.example"
            person = people.add_person(connection, email, role.value, self.now)
            held = people.assign(connection, person.id, role, reporter, self.now)
        return Sender(person, held)

    def leaves(self, who: Sender) -> None:
        with self.store.writing() as connection:
            people.end_assignment(connection, who.assignment.id, self.tick())

    def upload(
        self, cells: Mapping[str, Said], sender: Sender | None = None, year: int = YEAR
    ) -> Attempt:
        content = sent(cells, reporter=REPORTER, year=year)
        incoming = Incoming(REPORTER, year, "return.xlsx", content)
        return upload(self.desk, sender or self.coordinator, incoming, self.tick())

    def attempt(
        self, figures: Figures, findings: tuple[Finding, ...] = (), year: int = YEAR
    ) -> Attempt:
        """An accepted attempt without any workbook: only figures matter."""
        source = Source("return.xlsx", hashlib.sha256(repr(figures).encode()).hexdigest())
        draft = Attempt(
            id=0,
            reporter=REPORTER,
            year=year,
            person=self.coordinator.person.id,
            assignment=self.coordinator.assignment.id,
            made_at=self.tick(),
            channel=Channel.UPLOAD,
            source=source,
            size=2,
            verdict=Verdict.ACCEPTED,
            language="en",
            findings=findings,
            returned=return_of(figures, year, source),
        )
        with self.store.writing() as connection:
            return attempts.add_attempt(connection, draft, b"PK")

    def explain(self, attempt: Attempt, findings: Iterable[Finding], text: str = BECAUSE) -> None:
        for finding in findings:
            said = attempts.Explanation(
                subject=subject(finding),
                name=finding.name or "",
                code=finding.code,
                text=text,
                person=self.coordinator.person.id,
                given_at=self.now,
            )
            with self.store.writing() as connection:
                attempts.explain(connection, attempt, said)

    def deliver(self, attempt: Attempt, sender: Sender | None = None) -> Version:
        return deliver(self.desk, sender or self.coordinator, attempt.id, self.tick())

    def deliver_explained(self, attempt: Attempt, sender: Sender | None = None) -> Version:
        """Delivered, with a reason for whatever was asked."""
        try:
            return self.deliver(attempt, sender)
        except NotReady as asked:
            self.explain(attempt, (f for f in asked.attempt.findings if f.is_open_question))
            return self.deliver(attempt, sender)

    def delivered(self, cells: Mapping[str, Said], sender: Sender | None = None) -> Version:
        return self.deliver_explained(self.upload(cells, sender), sender)

    def version(self, id_: int) -> Version:
        with self.store.reading() as connection:
            found = versions.version_of(connection, id_)
        assert found is not None
        return found

    def return_of(self, version: Version) -> Return:
        with self.store.reading() as connection:
            return observations.return_of(connection, version.id)

    def counting(self, year: int = YEAR) -> Figures:
        """What counts now, by name."""
        with self.store.reading() as connection:
            found = current.current_returns(connection, [year])
        return figures_of(found[0]) if found else {}

    def happened(self, year: int = YEAR) -> list[str]:
        """The kinds of events about a return, the first one first."""
        with self.store.reading() as connection:
            return [event.kind for event in events.events_about(connection, REPORTER, year)][::-1]


def figures_of(returned: Return) -> Figures:
    """Name → count, or the reason why there is none."""
    return {
        key.name: entry.status if entry.value is None else entry.value
        for key, (entry, _) in returned.observations.items()
    }


def return_of(figures: Figures, year: int = YEAR, source: Source | None = None) -> Return:
    """A return that says no more than its figures."""
    keys = {key.name: key for key in Form(BOOK, REPORTER, year).keys}
    entries = [_entry(keys[name], said) for name, said in figures.items()]
    observed = {entry.key: Observation(entry) for entry in entries}
    return Return(REPORTER, year, observed, "en", source=source)


def _entry(key: Key, said: int | str) -> Entry:
    if isinstance(said, str):
        return Entry(key, status=said)
    return Entry(key, said, basis=None if key.breakdown else BOOK.figures[key.figure].bases[0])
