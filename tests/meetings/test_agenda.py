"""Meetings as a calendar: read again by another hand, they are what they were."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from icalendar.cal import Event

from exchange.core.meetings import Meeting
from exchange.publish.agenda import Publisher, agenda, cancellation, feed

MEETING = Meeting(
    3,
    "coordinators",
    date(2027, 6, 16),
    "Willemstad",
    "America/Curacao",
    datetime(2027, 6, 2, 21, tzinfo=UTC),
    (2025, 2026),
    sequence=2,
    changed_at=datetime(2027, 1, 5, 12, 30, tzinfo=UTC),
)
CANCELLED = MEETING._replace(cancelled_at=datetime(2027, 2, 1, tzinfo=UTC), sequence=3)


def page(meeting: Meeting) -> str:
    return f"https://exchange.example.org/meetings/{meeting.id}"


BY = Publisher(page, "exchange+meetings@example.org")


def written(meeting: Meeting, language: str = "en") -> bytes:
    return agenda([meeting], language, BY)


def events(meeting: Meeting, language: str = "en") -> list[Event]:
    calendar = Calendar.from_ical(written(meeting, language))
    assert not any(part.errors for part in calendar.walk())
    return calendar.events


def test_a_meeting_is_whole_days_and_its_deadline_an_instant():
    gathering, deadline = events(MEETING)
    assert gathering["dtstart"].dt == date(2027, 6, 16)
    assert gathering["dtend"].dt == date(2027, 6, 17)  # the first day that is not part of it
    assert deadline["dtstart"].dt == MEETING.deadline
    assert b"DTSTART:20270602T210000Z" in written(MEETING)


def test_a_meeting_of_several_days_lasts_to_the_end_of_the_last():
    gathering, _deadline = events(MEETING._replace(last_day=date(2027, 6, 18)))
    assert gathering["dtend"].dt == date(2027, 6, 19)


def test_it_says_what_where_and_until_when():
    gathering, deadline = events(MEETING)
    assert gathering["summary"] == "MoU exchange: Meeting of the coordinators"
    assert gathering["location"] == "Willemstad"
    assert gathering["url"] == page(MEETING)
    assert gathering["description"].splitlines() == [
        "The figures for 2025 and 2026 are due on 2 June 2027, 17:00 (Curaçao Time).",
        page(MEETING),
    ]
    assert deadline["summary"] == "MoU exchange: deadline for the figures of 2025 and 2026"


def test_one_from_afar_says_how_to_join():
    link = "https://meet.example.org/r?id=1,2;x"
    gathering, _deadline = events(MEETING._replace(place="", link=link))
    assert gathering["location"] == link
    assert f"Join from afar: {link}" in gathering["description"]


def test_without_a_place_there_is_no_location():
    gathering, _deadline = events(MEETING._replace(place=""))
    assert "location" not in gathering


def test_what_stays_and_what_counts_up_is_how_calendars_follow_a_change():
    before = events(MEETING)
    after = events(MEETING._replace(day=date(2027, 6, 17), sequence=3))
    assert [each["uid"] for each in before] == [each["uid"] for each in after]
    assert before[0]["uid"] == "meeting-3@exchange.example.org"
    assert before[1]["uid"] == "meeting-3-deadline@exchange.example.org"
    assert {each["sequence"] for each in before} == {2}
    assert {each["sequence"] for each in after} == {3}


def test_the_organizer_is_who_writes_the_mails_and_nobody_where_none_does():
    for event in events(MEETING):
        assert event["organizer"] == "mailto:exchange+meetings@example.org"
    assert b"ORGANIZER" not in agenda([MEETING], "en", Publisher(page))


def test_no_organizer_can_add_a_line_of_its_own():
    by = Publisher(page, "x@example.org\r\nATTENDEE:mailto:a@example.org")
    for event in Calendar.from_ical(agenda([MEETING], "en", by)).events:
        assert "attendee" not in event


def test_a_cancelled_one_says_so_to_programs_and_to_people():
    for event in events(CANCELLED):
        assert event["status"] == "CANCELLED"
        assert event["summary"].startswith("Cancelled: ")
        assert not event.alarms.times


def test_the_same_meetings_give_the_same_bytes_dated_by_the_last_change():
    assert written(MEETING) == written(MEETING)
    for event in events(MEETING):
        assert event["dtstamp"].dt == event["last-modified"].dt == MEETING.changed_at


def test_one_of_which_no_change_was_kept_is_dated_all_the_same():
    for event in events(MEETING._replace(changed_at=None)):
        assert event["dtstamp"].dt == datetime(2026, 6, 1, 21, tzinfo=UTC)
        assert "last-modified" not in event


def test_an_alarm_rings_a_week_before_the_deadline():
    _gathering, deadline = events(MEETING)
    assert [each.trigger for each in deadline.alarms.times] == [
        MEETING.deadline - timedelta(days=7)
    ]


def test_a_calendar_to_subscribe_to_says_its_name_and_how_often_to_look_again():
    calendar = Calendar.from_ical(feed([MEETING], "en", BY))
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-calname"] == "MoU exchange"
    assert calendar["refresh-interval"].dt == timedelta(hours=12)
    assert calendar["x-published-ttl"] == "PT12H"
    assert calendar.events == events(MEETING)


@pytest.mark.parametrize("meeting", [MEETING, CANCELLED])
def test_a_file_is_no_calendar_of_its_own(meeting):
    files = [written(meeting), *cancellation(meeting, "en", BY)]
    for file in files:
        assert set(Calendar.from_ical(file)) == {"VERSION", "PRODID", "METHOD"}


def test_a_cancellation_is_a_file_for_each_entry_that_calendars_have():
    files = [Calendar.from_ical(file) for file in cancellation(CANCELLED, "en", BY)]
    assert [file["method"] for file in files] == ["CANCEL", "CANCEL"]
    for file, before in zip(files, events(MEETING), strict=True):
        (event,) = file.events
        assert event["uid"] == before["uid"]
        assert event["sequence"] == before["sequence"] + 1
        assert event["organizer"] == before["organizer"]
        assert event["status"] == "CANCELLED"


@pytest.mark.parametrize("meeting", [MEETING, CANCELLED])
def test_what_is_downloaded_is_published_whatever_became_of_it(meeting):
    assert Calendar.from_ical(written(meeting))["method"] == "PUBLISH"


@pytest.mark.parametrize("language", ["nl", "en", "pap-CW", "pap-AW"])
def test_it_can_be_made_in_every_language(language):
    gathering, deadline = events(MEETING, language)
    assert "2025" in deadline["summary"]
    assert "17:00" in gathering["description"]


def test_no_place_can_add_a_line_of_its_own():
    place = 'Hall 2; "east", floor\\1\r\nATTENDEE:mailto:a@example.org\nEND:VEVENT ' + "ë" * 200
    gathering, deadline = events(MEETING._replace(place=place))
    assert "attendee" not in gathering
    assert deadline["summary"]
    told = str(gathering["location"])
    assert told.replace("\r", "") == place.replace("\r", "")


def test_lines_are_folded_at_75_bytes_and_end_as_they_should():
    lines = written(MEETING._replace(place="Oranjestad ë – " * 20)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@pytest.mark.parametrize("made", [agenda, feed])
def test_without_a_meeting_there_is_a_time_zone_since_something_has_to_be_there(made):
    (only,) = Calendar.from_ical(made([], "en", BY)).subcomponents
    assert only.name == "VTIMEZONE"
    assert b"VTIMEZONE" not in made([MEETING], "en", BY)
