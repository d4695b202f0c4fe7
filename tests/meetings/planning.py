"""An office that sets meetings, and people to be told of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from exchange.codebooks import load
from exchange.core.letters import Letter, Message
from exchange.core.meetings import Meeting
from exchange.core.people import Person, Role
from exchange.core.proposals import Proposal
from exchange.reminders.meetings import set_meeting
from exchange.reminders.office import Office
from exchange.service import Service
from exchange.storage import Store, events, meetings, outbox, people

NOW = datetime(2027, 1, 5, 12, 30, tzinfo=UTC)
URL = "https://exchange.example.org"
MAIL_FROM = "exchange@example.org"

WANTED = Proposal(
    "coordinators",
    date(2027, 6, 16),
    date(2027, 6, 2),
    (2026, 2025),
    "Willemstad",
    last_day=date(2027, 6, 17),
    link="https://meet.example.org/room",
)


class Planning(NamedTuple):
    """An office over an empty database, and what went through its hands."""

    office: Office

    @property
    def store(self) -> Store:
        return self.office.store

    def person(self, address: str, *held: tuple[Role, str | None], **more: object) -> Person:
        """Somebody with roles; ``more`` is kept of the person, such as a language."""
        with self.store.writing() as connection:
            who = people.add_person(connection, address, address.partition("@")[0], NOW)
            for role, reporter in held:
                people.assign(connection, who.id, role, reporter, NOW)
            if more:
                people.change_person(connection, who.id, **more)
            return who

    def is_set(self, wanted: Proposal = WANTED) -> Meeting:
        return set_meeting(self.office, wanted, NOW).meeting

    def kept(self, id_: int) -> Meeting:
        with self.store.reading() as connection:
            return meetings.meeting_of(connection, id_)

    def queued(self) -> list[Message]:
        """The letters in the outbox, the first one first."""
        with self.store.reading() as connection:
            return outbox.messages(connection)[::-1]

    def letter(self, message: Message) -> Letter:
        with self.store.reading() as connection:
            return outbox.written(connection, message.id)

    def letters(self, kind: str) -> dict[str, Letter]:
        """Address → the last letter of a kind."""
        return {each.address: self.letter(each) for each in self.queued() if each.kind == kind}

    def events(self) -> list[tuple[str, int | None]]:
        """What happened, with who did it, the first thing first."""
        with self.store.reading() as connection:
            found = events.latest_events(connection, 100)
        return [(each.kind, each.person) for each in reversed(found)]


def planning(store: Store) -> Planning:
    """An office over a database that is there."""
    secret = "0123456789abcdefghijklmnopqrstuv"
    service = Service(secret_key=secret, public_url=URL, mail_from=MAIL_FROM)
    return Planning(Office(store, load(), service, lambda _letter: None))
