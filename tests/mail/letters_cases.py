"""The letters that are written when they go, one of each sort, in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from exchange.core.letters import Letter
from exchange.core.people import Assignment, Role
from exchange.reminders.due import queue_due
from exchange.reminders.letters import tell_of_failure, written
from exchange.reminders.letters_overdue import overdue_draft
from exchange.storage import meetings, outbox
from tests.mail.letters_world import HERE, THERE, LettersWorld, at, whole
from tests.store.stores import Databases

PARTLY = whole(
    "trafficking",
    victims="provisional",
    suspects="provisional",
    verdicts=("to-follow", "after the appeal, 1 July 2026"),
)
ALL = {**whole("trafficking"), **whole("smuggling")}


class Cases:
    """One meeting: Curaçao delivered in part, the European Netherlands nothing, Aruba waits for its
    approver, what the secretariat entered for the Caribbean Netherlands for its coordinator, and in
    Sint Maarten there is nobody.
    """

    def __init__(
        self,
        world: LettersWorld,
        language: str | None,
        name: str = "Reader",
        place: str = "Willemstad",
        refused: str = "550 5.1.1 No such mailbox",
    ) -> None:
        self.world = world
        self.language = language
        self.name = name
        self.refused = refused
        self.meeting = world.meeting(2025, place=place)
        self.here = self._named(Role.COORDINATOR)
        self.there = self._named(Role.COORDINATOR, THERE)
        self.approver = self._named(Role.APPROVER, "aruba")
        self.bonaire = self._named(Role.COORDINATOR, "caribbean-netherlands")
        self.office = self._named(Role.SECRETARIAT, None)
        world.released(world.delivered(self.here, PARTLY), self.here)
        aruba = self._named(Role.COORDINATOR, "aruba")
        world.delivered(aruba, ALL, reporter="aruba")
        world.delivered(self.office, ALL, reporter="caribbean-netherlands")

    def told(self, kind: str, now: datetime) -> Letter:
        """What the secretariat is told, as it goes."""
        office = self.world.office
        queue_due(office, now)
        with office.store.reading() as connection:
            (message,) = (m for m in outbox.messages(connection) if m.kind == kind)
            letter = written(office, connection, message, now)
        assert isinstance(letter, Letter)
        return letter

    def failed(self) -> Letter:
        """A reminder that the server refused for good."""
        office, now = self.world.office, at(5, 12)
        queue_due(office, now)
        with office.store.writing() as connection:
            message = outbox.claim(connection, "worker", now)
            assert message is not None
            outbox.mark_failed(connection, message.id, "worker", self.refused, now)
            tell_of_failure(office, connection, message, now)
        return self.told("mail-failed", now)

    def drafted(self, held: Assignment, now: datetime) -> Letter:
        """What follows the missed deadline, to somebody."""
        office, contact = self.world.office, self.world.contact(held)
        with office.store.reading() as connection:
            meeting = meetings.meeting_of(connection, self.meeting.id)
            letter = overdue_draft(office, connection, meeting, held.reporter, contact, now)
        assert isinstance(letter, Letter)
        return letter

    def _named(self, role: Role, reporter: str | None = HERE) -> Assignment:
        return self.world.named(role, reporter, self.language, self.name)


CASES: Mapping[str, Callable[[Cases], Letter]] = {
    "reminder": lambda cases: cases.world.reminder("before-21", cases.here),
    "reminder-call": lambda cases: cases.world.reminder("before-70", cases.there),
    "reminder-overdue": lambda cases: cases.world.reminder("after-3", cases.here),
    "reminder-promise": lambda cases: cases.world.reminder("to-follow-2026-07-01", cases.here),
    "reminder-release": lambda cases: cases.world.reminder("before-7", cases.approver),
    "reminder-confirm": lambda cases: cases.world.reminder("before-7", cases.bonaire),
    "unreachable": lambda cases: cases.told("unreachable", at(5, 12)),
    "late": lambda cases: cases.told("late", at(6, 4)),
    "no-meeting": lambda cases: cases.told("no-meeting", at(6, 18)),
    "mail-failed": lambda cases: cases.failed(),
    "escalation": lambda cases: cases.drafted(cases.approver, at(6, 5)),
    "escalation-coordinator": lambda cases: cases.drafted(cases.there, at(6, 5)),
}
"""Each letter by its name, which begins with its kind."""


def letter(databases: Databases, which: str, language: str | None, **options: str) -> Letter:
    """One of them, in a world of its own."""
    with databases.migrated("sqlite") as store:
        return CASES[which](Cases(LettersWorld(store), language, **options))
