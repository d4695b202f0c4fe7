"""The letters that lie in the outbox as they will go, one of each sort, in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from exchange.accounts import assignments
from exchange.accounts.role_letters import Telling
from exchange.core.letters import Letter
from exchange.core.meetings import Meeting
from exchange.core.people import Assignment, Person, Role
from exchange.core.versions import Decision, Resolution, Version
from exchange.deliveries.changed_letter import mail_changes
from exchange.deliveries.changed_since import changed_since
from exchange.deliveries.desk import Desk
from exchange.deliveries.receipts import tell
from exchange.storage import meetings, outbox, people, versions
from tests.mail.letters_cases import ALL, PARTLY
from tests.mail.letters_world import BOOK, CURACAO, HERE, LettersWorld, at
from tests.store.stores import Databases

ADDRESS = "https://exchange.example.org"


class Cases:
    """Curaçao has a coordinator with the language asked for; others come as they are needed."""

    def __init__(self, world: LettersWorld, language: str | None) -> None:
        self.world = world
        self.language = language
        self.store = world.office.store
        self.coordinator = self.named(Role.COORDINATOR)

    def named(self, role: Role, reporter: str | None = HERE) -> Assignment:
        name = f"The {role.value}"
        return self.world.named(role, reporter, self.language, name)

    def person(self, held: Assignment) -> Person:
        with self.store.reading() as connection:
            found = people.person_of(connection, held.person)
        assert found is not None
        return found

    def told(self, to: Assignment) -> Letter:
        """The letter in the outbox to somebody."""
        with self.store.reading() as connection:
            (message,) = (m for m in outbox.messages(connection) if m.person == to.person)
            return outbox.written(connection, message.id)

    def about(self, version: Version, to: Assignment) -> Letter:
        """What the state of a version says to somebody."""
        with self.store.writing() as connection:
            again = versions.version_of(connection, version.id)
            assert again is not None
            desk = Desk(self.store, None, BOOK, ADDRESS)  # type: ignore[arg-type]
            tell(connection, desk, again, at(3, 3))
        return self.told(to)


def receipt(cases: Cases) -> Letter:
    version = cases.world.delivered(cases.coordinator, ALL)
    cases.world.released(version, cases.coordinator)
    return cases.about(version, cases.coordinator)


def receipt_waiting(cases: Cases) -> Letter:
    cases.named(Role.APPROVER)
    return cases.about(cases.world.delivered(cases.coordinator, PARTLY), cases.coordinator)


def receipt_confirm(cases: Cases) -> Letter:
    office = cases.named(Role.SECRETARIAT, None)
    return cases.about(cases.world.delivered(office, ALL), cases.coordinator)


def waiting(cases: Cases) -> Letter:
    approver = cases.named(Role.APPROVER)
    return cases.about(cases.world.delivered(cases.coordinator, ALL), approver)


def sent_back(cases: Cases) -> Letter:
    approver = cases.named(Role.APPROVER)
    version = cases.world.delivered(cases.coordinator, ALL)
    cases.world.sent_back(version, approver)
    return cases.about(version, cases.coordinator)


def role_given(cases: Cases) -> Letter:
    role = (Role.APPROVER, HERE)
    assignments.give(cases.store, "new@curacao.example", role, None, at(3, 3), _telling())
    return cases.told(cases.coordinator)


def role_handed_over(cases: Cases) -> Letter:
    deputy, office = cases.named(Role.DEPUTY), cases.named(Role.SECRETARIAT, None)
    new, by = "new@curacao.example", cases.person(office)
    assignments.hand_over(cases.store, deputy, new, by, at(3, 3), _telling())
    return cases.told(cases.coordinator)


def role_ended(cases: Cases) -> Letter:
    deputy, office = cases.named(Role.DEPUTY), cases.named(Role.SECRETARIAT, None)
    assignments.end(cases.store, deputy, cases.person(office), at(3, 3), _telling())
    return cases.told(cases.coordinator)


def comparison_changed(cases: Cases) -> Letter:
    office, now = cases.named(Role.SECRETARIAT, None), at(3, 4)
    first = cases.world.delivered(cases.coordinator, PARTLY)
    early = Decision(Resolution.RELEASED, cases.coordinator.person, at(2, 2))
    deadline = (at(2, 2), (2025,))
    met = Meeting(0, "coordinators", date(2026, 2, 10), "Willemstad", CURACAO, *deadline)
    with cases.store.writing() as connection:
        versions.decide(connection, first, early, cases.coordinator.id)
        meetings.add_meeting(connection, met)
    cases.world.released(cases.world.delivered(cases.coordinator, ALL), cases.coordinator)
    desk = Desk(cases.store, None, BOOK, ADDRESS)  # type: ignore[arg-type]
    with cases.store.writing() as connection:
        since = changed_since(connection, BOOK, now)
        assert since is not None
        mail_changes(connection, desk, since, cases.person(office), cases.language or "en", now)
    return cases.told(office)


def _telling() -> Telling:
    return Telling(BOOK, ADDRESS)


CASES: Mapping[str, Callable[[Cases], Letter]] = {
    "receipt": receipt,
    "receipt-waiting": receipt_waiting,
    "receipt-confirm": receipt_confirm,
    "waiting": waiting,
    "sent-back": sent_back,
    "role-given": role_given,
    "role-handed-over": role_handed_over,
    "role-ended": role_ended,
    "comparison-changed": comparison_changed,
}
"""Each letter by its name."""


def letter(databases: Databases, which: str, language: str | None) -> Letter:
    """One of them, in a world of its own."""
    with databases.migrated("sqlite") as store:
        return CASES[which](Cases(LettersWorld(store), language))
