"""Who is told that somebody was given a role of a reporter, or that a role ended."""

from datetime import UTC, datetime, timedelta

import pytest

from exchange.accounts import assignments, disable, invite
from exchange.accounts.assignments import SamePerson
from exchange.accounts.role_letters import Telling
from exchange.codebooks import load
from exchange.core.people import Role
from exchange.storage import outbox, people

NOW = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
TELLING = Telling(load(), "https://exchange.example/")


class Aruba:
    """The people of a reporter; ``by`` is who gives roles."""

    def __init__(self, store):
        self.store = store
        self.by, _ = invite(store, "secretariat@example.org", Role.SECRETARIAT, None, None, NOW)
        self.ana = self.joins("ana@example.org", Role.COORDINATOR)
        self.ben = self.joins("ben@example.org", Role.DEPUTY)

    def joins(self, email, role):
        return invite(self.store, email, role, "aruba", None, NOW)[0]

    def give(self, email, role, reporter="aruba", at=LATER):
        return assignments.give(self.store, email, (role, reporter), self.by, at, TELLING)

    def of(self, person):
        with self.store.reading() as connection:
            (held,) = people.assignments_of(connection, person.id, LATER)
        return held

    def changes(self, person, **values):
        with self.store.writing() as connection:
            people.change_person(connection, person.id, **values)

    @property
    def letters(self):
        """The first one first."""
        with self.store.reading() as connection:
            kept = outbox.messages(connection)[::-1]
            return [outbox.written(connection, each.id) for each in kept]

    @property
    def told(self):
        return sorted(letter.address for letter in self.letters)


@pytest.fixture
def aruba(store):
    return Aruba(store)


def test_the_others_of_a_reporter_are_told_who_has_which_role_since_when(aruba):
    aruba.changes(aruba.ben, language="en", name="Ben")
    aruba.give("cas@example.org", Role.APPROVER)
    assert aruba.told == ["ana@example.org", "ben@example.org"]
    letter = next(each for each in aruba.letters if each.address == "ben@example.org")
    assert letter.kind == "role-given"
    assert letter.subject == "cas@example.org is now approver of Aruba"
    since = "cas@example.org has been approver of Aruba since 13 May 2026, 10:30 (Aruba Time)."
    for said in (letter.text, letter.html):
        assert "Hello Ben," in said
        assert since in said
        assert "tell the secretariat" in said
        assert "https://exchange.example/people/areas/aruba" in said


def test_each_letter_is_in_the_language_of_its_reader(aruba):
    aruba.changes(aruba.ben, language="en")
    aruba.give("cas@example.org", Role.APPROVER)
    languages = {letter.address: letter.html.partition('lang="')[2][:2] for letter in aruba.letters}
    assert languages == {"ana@example.org": "nl", "ben@example.org": "en"}


def test_who_holds_the_role_already_is_not_told_of_again(aruba):
    aruba.give("ben@example.org", Role.DEPUTY)
    assert aruba.letters == []


def test_a_second_role_of_somebody_known_is_told_of_with_the_name(aruba):
    for person in (aruba.ana, aruba.ben):
        aruba.changes(person, language="en", name=person.email.partition("@")[0].title())
    aruba.give("ben@example.org", Role.APPROVER)
    assert [(each.address, each.subject) for each in aruba.letters] == [
        ("ana@example.org", "Ben is now approver of Aruba")
    ]


def test_nobody_is_told_of_roles_in_the_whole_exchange_or_elsewhere(aruba):
    aruba.give("cas@example.org", Role.READER, None)
    aruba.give("dan@example.org", Role.COORDINATOR, "curacao")
    assert aruba.letters == []


def test_closed_accounts_and_former_holders_are_not_told(aruba):
    aruba.changes(aruba.ben, disabled_at=NOW)
    assignments.end(aruba.store, aruba.of(aruba.ana), aruba.by, LATER, TELLING)
    aruba.give("cas@example.org", Role.APPROVER, at=LATER + timedelta(hours=1))
    assert aruba.letters == []


def test_the_others_are_told_that_a_role_ended(aruba):
    aruba.changes(aruba.ben, language="en")
    assignments.end(aruba.store, aruba.of(aruba.ana), aruba.by, LATER, TELLING)
    (letter,) = aruba.letters
    assert (letter.address, letter.kind) == ("ben@example.org", "role-given")
    assert letter.subject == "ana@example.org is no longer coordinator of Aruba"
    assert "coordinator of Aruba until 13 May 2026, 10:30" in letter.text


def test_a_role_handed_over_is_one_letter_to_each_the_former_holder_too(aruba):
    for person in (aruba.ana, aruba.ben):
        aruba.changes(person, language="en")
    held = aruba.of(aruba.ana)
    assignments.hand_over(aruba.store, held, "cas@example.org", aruba.by, LATER, TELLING)
    assert aruba.told == ["ana@example.org", "ben@example.org"]
    for letter in aruba.letters:
        assert letter.subject == "cas@example.org is now coordinator of Aruba"
        assert "(Aruba Time), in the place of ana@example.org." in letter.text


def test_handed_to_who_holds_it_already_it_has_only_ended(aruba):
    aruba.joins("cas@example.org", Role.COORDINATOR)
    aruba.changes(aruba.ben, language="en")
    held = aruba.of(aruba.ana)
    assignments.hand_over(aruba.store, held, "cas@example.org", aruba.by, LATER, TELLING)
    assert aruba.told == ["ben@example.org", "cas@example.org"]
    assert "ana@example.org is no longer coordinator of Aruba" in [
        letter.subject for letter in aruba.letters
    ]


def test_handing_over_to_oneself_changes_and_tells_nothing(aruba):
    with pytest.raises(SamePerson):
        assignments.hand_over(
            aruba.store, aruba.of(aruba.ana), aruba.ana.email, aruba.by, LATER, TELLING
        )
    assert aruba.of(aruba.ana).until is None
    assert aruba.letters == []


def test_an_account_that_is_closed_ends_its_roles_and_the_others_are_told(aruba):
    aruba.changes(aruba.ben, language="en")
    disable(aruba.store, aruba.ana, LATER, aruba.by, TELLING)
    assert [(each.address, each.subject) for each in aruba.letters] == [
        ("ben@example.org", "ana@example.org is no longer coordinator of Aruba")
    ]
