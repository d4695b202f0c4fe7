"""A meeting in words."""

from datetime import UTC, date, datetime

import pytest

from exchange.core.meetings import Meeting
from exchange.wording import translator
from exchange.wording.meeting_texts import changes, meeting_title, told_span, told_years

DEADLINE = datetime(2027, 6, 2, 21, tzinfo=UTC)
MEETING = Meeting(3, "jvo", date(2027, 6, 16), "", "America/Curacao", DEADLINE, (2026,))


@pytest.mark.parametrize(
    "first, last, said",
    [
        (date(2027, 6, 16), date(2027, 6, 16), "16 June 2027"),
        (date(2027, 6, 16), date(2027, 6, 17), "16–17 June 2027"),
        (date(2027, 6, 30), date(2027, 7, 1), "30 June – 1 July 2027"),
        (date(2027, 12, 31), date(2028, 1, 1), "31 December 2027 – 1 January 2028"),
        (date(2026, 6, 30), date(2027, 6, 30), "30 June 2026 – 30 June 2027"),
    ],
)
def test_days_are_said_once_where_they_are_the_same(first, last, said):
    assert told_span(first, last, "en") == said


@pytest.mark.parametrize(
    "language, said",
    [("en", "2024 and 2025"), ("nl", "2024 en 2025"), ("pap-CW", "2024 i 2025")],
)
def test_years_are_listed_as_the_language_does_and_are_no_amounts(language, said):
    assert told_years((2024, 2025), language) == said


def test_which_meeting_it_is_is_said_with_its_days():
    assert meeting_title(translator("en"), MEETING) == (
        "Meeting of the ministers of justice (JVO), 16 June 2027"
    )


def test_a_change_is_what_somebody_would_read_differently():
    _ = translator("en")
    moved = MEETING._replace(zone="Europe/Amsterdam", place="The Hague", plan=(3,), sequence=7)
    assert changes(_, MEETING, MEETING._replace(plan=(3,), sequence=7)) == []
    assert changes(_, MEETING, moved) == [
        ("Where", "not set", "The Hague"),
        (
            "Deadline",
            "2 June 2027, 17:00 (Curaçao Time)",
            "2 June 2027, 23:00 (Netherlands Time)",
        ),
    ]
    assert changes(_, moved, MEETING)[0] == ("Where", "The Hague", "not set")
