"""Letters in the outbox of a running service, and the meetings that they are about."""

from __future__ import annotations

from datetime import UTC, date, datetime

from exchange.core.letters import Letter
from exchange.core.meetings import Meeting
from exchange.core.people import Person
from exchange.mail import Undelivered
from exchange.reminders.due import queue_due
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.reminders.sending import send_waiting
from exchange.storage import meetings, outbox
from exchange.storage.outbox import Draft
from tests.web.running import Running

DEADLINE = datetime(2026, 5, 18, 21, tzinfo=UTC)
MEETING = Meeting(0, "jvo", date(2026, 6, 16), "Willemstad", "America/Curacao", DEADLINE, (2024,))


def meeting_set(service: Running, meeting: Meeting = MEETING) -> int:
    with service.store.writing() as connection:
        return meetings.add_meeting(connection, meeting).id


def office_of(service: Running, post=None) -> Office:
    frame = service.app.extensions["exchange"]
    return Office(service.store, frame.codebook, frame.service, post or frame.post)


def queued(service: Running) -> None:
    """What is due is in the outbox."""
    queue_due(office_of(service), service.clock())


def put(service: Running, key: str, who: Person | None = None, **more: object) -> int:
    """The id of a letter that lies in the outbox as it was written."""
    address = who.email if who else "somebody@example.org"
    letter = Letter("receipt", address, f"Subject of {key}", "First line\n\nSecond\nthird\n")
    facts = {"letter": letter, "person": who.id if who else None, **more}
    with service.store.writing() as connection:
        draft = Draft(key, "receipt", address, "en", service.clock(), **facts)
        assert outbox.put(connection, draft, service.clock())
        return outbox.message_with(connection, key).id


def refused(service: Running, said: str, *, for_good: bool) -> None:
    """A round in which the mail server refuses the first letter."""
    refusals = [Undelivered(said, for_good=for_good)]

    def post(letter: Letter) -> None:
        if refusals:
            raise refusals.pop()

    lease = Lease(service.store)
    assert lease.held()
    send_waiting(office_of(service, post), lease, service.clock)
    lease.give_back()


def broken_off(service: Running) -> None:
    """A worker claims the next letter, and ends."""
    with service.store.writing() as connection:
        outbox.claim(connection, "a worker that ended", service.clock())
