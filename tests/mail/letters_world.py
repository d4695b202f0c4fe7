"""A world to write letters in: a meeting, people, and deliveries as bare rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count

from exchange.codebooks import load
from exchange.core.codebook import Key
from exchange.core.letters import Letter
from exchange.core.meetings import Meeting
from exchange.core.people import Assignment, Role
from exchange.core.reminders import Contact, Turn, promises, turns
from exchange.core.returns import Entry, Observation, Return, Source, Verdict
from exchange.core.versions import Attempt, Channel, Decision, Resolution, Version
from exchange.reminders.letters import preview
from exchange.reminders.office import Office
from exchange.reminders.world import gathered
from exchange.service import Service
from exchange.storage import Store, attempts, meetings, pauses, people, versions

BOOK = load()
HERE, THERE = "curacao", "european-netherlands"
CURACAO = "America/Curacao"
DEADLINE = datetime(2026, 6, 2, 21, tzinfo=UTC)
EARLY = datetime(2026, 1, 5, 12, tzinfo=UTC)
ODD = 4711
"""Every figure that is delivered here; no letter may hold it."""

Said = int | str | tuple[str, str]


def at(month: int, day: int, hour: int = 14) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def whole(offence: str, **said: Said) -> dict[str, Said]:
    """The five figures of an offence, some of them said otherwise: a status, or one with a note."""
    return {f"{offence}_{figure}": said.get(figure, ODD) for figure in BOOK.figures}


class LettersWorld:
    """Builds what letters are about; everybody has a role from the first day on."""

    def __init__(self, store: Store) -> None:
        service = Service(public_url="https://exchange.example.org", mail_from="x@example.org")
        self.office = Office(store, BOOK, service, lambda letter: None)
        self._numbers = count(1)

    def meeting(self, *years: int, place: str = "Willemstad", zone: str = CURACAO) -> Meeting:
        draft = Meeting(0, "coordinators", date(2026, 6, 16), place, zone, DEADLINE, years)
        with self.office.store.writing() as connection:
            return meetings.add_meeting(connection, draft)

    def named(
        self, role: Role, reporter: str | None = HERE, language: str | None = "en", name: str = ""
    ) -> Assignment:
        """Somebody new, whose address tells who it is."""
        where = reporter or "all"
        with self.office.store.writing() as connection:
            address = f"{role.value}{next(self._numbers)}@{where}.example"
            person = people.add_person(connection, address, name, EARLY)
            people.change_person(connection, person.id, language=language)
            return people.assign(connection, person.id, role, reporter, EARLY)

    def assign(self, held: Assignment, role: Role) -> None:
        """One role more of the same reporter."""
        with self.office.store.writing() as connection:
            people.assign(connection, held.person, role, held.reporter, EARLY)

    def paused(self, held: Assignment) -> None:
        with self.office.store.writing() as connection:
            address = self.contact(held).address
            pauses.pause_address(connection, pauses.Pause(address, EARLY, held.person, "away"))

    def delivered(
        self, held: Assignment, said: Mapping[str, Said], year: int = 2025, reporter: str = HERE
    ) -> Version:
        """A version that waits."""
        returned = _return(reporter, year, said)
        on_behalf = held.reporter is None
        with self.office.store.writing() as connection:
            attempt = attempts.add_attempt(connection, _attempt(held, returned), b"PK")
            draft = versions.Draft(
                returned=returned,
                attempts={key.offence: attempt.id for key in returned.observations},
                attempt=attempt.id,
                person=held.person,
                assignment=held.id,
                on_behalf=on_behalf,
                delivered_at=at(3, 2),
                due_at=DEADLINE,
                salt="00",
                content_sha256="0" * 64,
                replaces=None,
            )
            return versions.add_version(connection, draft)

    def released(self, version: Version, held: Assignment) -> None:
        self._decided(version, held, Decision(Resolution.RELEASED, held.person, at(3, 3)))

    def sent_back(self, version: Version, held: Assignment) -> None:
        why = Decision(Resolution.RETURNED, held.person, at(3, 3), f"Are these {ODD}?")
        self._decided(version, held, why)

    def contact(self, held: Assignment) -> Contact:
        with self.office.store.reading() as connection:
            every = gathered(connection, BOOK, at(3, 4)).contacts
        return next(c for c in every if (c.person, c.reporter) == (held.person, held.reporter))

    def turn(self, step: str, reporter: str = HERE) -> Turn:
        with self.office.store.reading() as connection:
            world = gathered(connection, BOOK, at(3, 4))
        every = (*turns(world), *promises(world))
        return next(t for t in every if (t.step, t.reporter) == (step, reporter))

    def reminder(self, step: str, held: Assignment) -> Letter:
        """What somebody gets on the day of a step, as things stand."""
        turn = self.turn(step, held.reporter or HERE)
        with self.office.store.reading() as connection:
            return preview(self.office, connection, turn, self.contact(held), at(3, 4))

    def _decided(self, version: Version, held: Assignment, what: Decision) -> None:
        with self.office.store.writing() as connection:
            versions.decide(connection, version, what, held.id)


def _return(reporter: str, year: int, said: Mapping[str, Said]) -> Return:
    entries = [_entry(Key(*name.split("_")), each) for name, each in said.items()]
    observed = {entry.key: Observation(entry) for entry in entries}
    return Return(reporter, year, observed, "en", source=Source("return.xlsx", "0" * 64))


def _entry(key: Key, said: Said) -> Entry:
    basis = BOOK.figures[key.figure].bases[0]
    if isinstance(said, int):
        return Entry(key, said, basis=basis)
    status, note = said if isinstance(said, tuple) else (said, "")
    value = ODD if BOOK.statuses[status].value else None
    return Entry(key, value, status, basis, note)


def _attempt(held: Assignment, returned: Return) -> Attempt:
    return Attempt(
        id=0,
        reporter=returned.reporter,
        year=returned.year,
        person=held.person,
        assignment=held.id,
        made_at=at(3, 2),
        channel=Channel.UPLOAD,
        source=Source("return.xlsx", "0" * 64),
        size=2,
        verdict=Verdict.ACCEPTED,
        language="en",
        findings=(),
        returned=returned,
    )
