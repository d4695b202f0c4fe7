"""The contact list as a value: its order, what it says, and what has changed in it."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.core.contact_list import Change, ContactList, How, Line, arranged, changes
from exchange.core.contacts import ContactKind
from exchange.core.people import Role

REPORTERS = ("aruba", "curacao")
BEGAN = datetime(2026, 4, 12, tzinfo=UTC)
COORDINATOR = Line("curacao", Role.COORDINATOR, "A. Name", "", "a@curacao.example", "", BEGAN)
PARTNER = Line(
    "curacao", ContactKind.TWINNING_PARTNER, "", "Expert centre", "x@example.org", "1", BEGAN, 7
)
DESK = Line(None, ContactKind.MAILBOX, "Questions", "", "desk@example.org", "", BEGAN, 8)

few = st.sampled_from(["", "a", "b"])
lines = st.builds(
    Line,
    st.sampled_from(["aruba", "curacao", None]),
    st.sampled_from([Role.COORDINATOR, ContactKind.MAILBOX]),
    *[few] * 4,
)


def told(before: list[Line], after: list[Line]) -> tuple[Change, ...]:
    return changes(before, after, REPORTERS)


def test_lines_stand_by_reporter_then_role_then_name():
    approver = COORDINATOR._replace(kind=Role.APPROVER)
    another = COORDINATOR._replace(name="", address="b@curacao.example")
    elsewhere = COORDINATOR._replace(reporter="aruba")
    wanted = (elsewhere, COORDINATOR, another, approver, PARTNER, DESK)
    assert arranged(reversed(wanted), REPORTERS) == wanted
    assert ContactList(wanted).of("curacao") == [COORDINATOR, another, approver, PARTNER]
    assert ContactList(wanted).of(None) == [DESK]


@pytest.mark.parametrize(
    "field, other",
    [
        ("reporter", "aruba"),
        ("kind", Role.DEPUTY),
        ("name", "B. Name"),
        ("organisation", "Police"),
        ("address", "b@curacao.example"),
        ("telephone", "+599 9 123 4567"),
    ],
)
def test_whatever_people_read_makes_another_list(field, other):
    changed = COORDINATOR._replace(**{field: other})
    assert ContactList((changed, DESK)).sha256 != ContactList((COORDINATOR, DESK)).sha256


def test_ids_days_and_order_make_no_other_list():
    same = DESK._replace(entry=99, since=None)
    assert ContactList((COORDINATOR, same)).sha256 == ContactList((DESK, COORDINATOR)).sha256
    assert told([COORDINATOR, DESK], [same, COORDINATOR]) == ()


def test_a_text_in_another_column_makes_another_list():
    moved = PARTNER._replace(name=PARTNER.organisation, organisation=PARTNER.name)
    assert ContactList((moved,)).sha256 != ContactList((PARTNER,)).sha256


def test_what_came_and_what_went_is_told_in_the_order_of_the_list():
    successor = COORDINATOR._replace(name="B. Name", address="b@curacao.example")
    assert told([DESK, COORDINATOR], [successor, PARTNER]) == (
        Change(How.REMOVED, COORDINATOR.plain),
        Change(How.ADDED, successor.plain),
        Change(How.ADDED, PARTNER.plain),
        Change(How.REMOVED, DESK.plain),
    )


@pytest.mark.parametrize(
    "before, texts",
    [
        (COORDINATOR, {"name": "B. Name", "telephone": "1"}),
        (COORDINATOR, {"address": "new@curacao.example"}),
        (PARTNER, {"address": "", "telephone": "2"}),
        (DESK, {"organisation": "Ministry", "address": "new@example.org"}),
    ],
)
def test_who_is_the_same_by_name_address_or_office_has_changed(before, texts):
    after = before._replace(**texts)
    assert told([before, DESK], [DESK, after]) == (Change(How.CHANGED, after.plain, tuple(texts)),)


def test_two_who_lack_the_same_are_not_the_same_for_that():
    one = COORDINATOR._replace(name="")
    other = one._replace(address="b@curacao.example")
    assert [change.how for change in told([one], [other])] == [How.REMOVED, How.ADDED]
    desk, office = DESK._replace(address=""), DESK._replace(name="Office", address="")
    assert [change.how for change in told([desk], [office])] == [How.ADDED, How.REMOVED]


def test_who_holds_another_role_is_not_the_same():
    deputy = COORDINATOR._replace(kind=Role.DEPUTY)
    assert [change.how for change in told([COORDINATOR], [deputy])] == [How.REMOVED, How.ADDED]


def test_a_line_that_stands_twice_can_go_once():
    assert told([DESK, DESK], [DESK]) == (Change(How.REMOVED, DESK.plain),)


@given(st.lists(lines, max_size=6), st.lists(lines, max_size=6), st.randoms())
def test_nothing_is_told_if_and_only_if_both_lists_say_the_same(before, after, chance: Random):
    one, other = ContactList(tuple(before)), ContactList(tuple(after))
    assert (told(before, after) == ()) == (one.sha256 == other.sha256)
    shuffled = chance.sample(before, len(before))
    assert told(before, shuffled) == ()


@given(st.lists(lines, max_size=6), st.lists(lines, max_size=6))
def test_as_many_come_and_go_as_the_lists_differ_in_length(before, after):
    counted = [change.how for change in told(before, after)]
    assert counted.count(How.ADDED) - counted.count(How.REMOVED) == len(after) - len(before)
