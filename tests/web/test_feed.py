"""The secret link by which a calendar follows the meetings."""

import logging
import re

import pytest
from icalendar import Calendar
from sqlalchemy import text

from exchange.accounts import disable, invite
from exchange.core.people import Role
from exchange.storage import events, people
from tests.web.planning import TYPED, is_set

PATH = re.compile(r"http://127\.0\.0\.1:8000(/calendar/[\w.-]+\.ics)")


@pytest.fixture
def desk(service):
    return service.client(service.person(Role.SECRETARIAT))


@pytest.fixture
def reader(service):
    return service.person(Role.READER)


def link_of(service, who):
    """The path that somebody's page shows."""
    return PATH.search(service.client(who).get("/meetings").text)[1]


def followed(service, path):
    """The events that a calendar program gets, which is signed in as nobody."""
    answer = service.client().get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.data).events


def test_a_calendar_follows_the_meetings_without_signing_in(service, desk, reader):
    is_set(desk)
    path = link_of(service, reader)
    gathering, deadline = followed(service, path)
    assert gathering["uid"] == "meeting-1@127.0.0.1"
    assert deadline["url"] == "http://127.0.0.1:8000/meetings/1"
    desk.post("/meetings/1/change", data={**TYPED, "place": "Oranjestad"})
    gathering, _deadline = followed(service, path)
    assert (gathering["location"], gathering["sequence"]) == ("Oranjestad", 1)


def test_it_says_its_name_and_how_often_to_look_again(service, reader):
    calendar = Calendar.from_ical(service.client().get(link_of(service, reader)).data)
    assert calendar["x-wr-calname"] == "MoU exchange"
    assert "refresh-interval" in calendar


def test_the_link_is_the_same_each_time_and_each_persons_own(service, reader):
    other = service.person(Role.OPERATOR)
    assert link_of(service, reader) == link_of(service, reader)
    assert link_of(service, reader) != link_of(service, other)


def test_calendar_programs_can_subscribe_at_once(service, reader):
    page = service.client(reader).get("/meetings").text
    assert f'href="webcal://127.0.0.1:8000{link_of(service, reader)}"' in page


def test_a_cancelled_meeting_is_told_for_a_year_after_its_day(service, desk, reader):
    is_set(desk)
    desk.post("/meetings/1/cancel")
    path = link_of(service, reader)
    assert {each["status"] for each in followed(service, path)} == {"CANCELLED"}
    service.clock.passes(days=390)
    assert len(followed(service, path)) == 2
    service.clock.passes(days=30)
    assert followed(service, path) == []


def test_it_speaks_the_language_of_its_owner(service, desk, reader):
    is_set(desk)
    path = link_of(service, reader)
    with service.store.writing() as connection:
        people.change_person(connection, reader.person.id, language="nl")
    assert "juni 2026" in followed(service, path)[0]["description"]


def test_what_has_not_changed_is_not_sent_again(service, desk, reader):
    is_set(desk)
    path = link_of(service, reader)
    first = service.client().get(path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    again = service.client().get(path, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    is_set(desk)
    assert service.client().get(path, headers=known).status_code == 200


def test_a_new_link_ends_the_earlier_one(service, reader):
    before = link_of(service, reader)
    answer = service.client(reader).post("/meetings/link")
    assert answer.location == "/meetings#link"
    assert service.client().get(before).status_code == 404
    after = link_of(service, reader)
    assert after != before
    assert followed(service, after) == []


def test_who_takes_part_no_more_follows_nothing(service, desk, reader):
    other = service.person(Role.COORDINATOR, "aruba")
    paths = link_of(service, reader), link_of(service, other)
    with service.store.writing() as connection:
        people.change_person(connection, reader.person.id, disabled_at=service.clock())
        people.end_assignment(connection, other.assignment.id, service.clock())
    service.clock.passes(seconds=1)
    assert [service.client().get(path).status_code for path in paths] == [404, 404]


def test_who_takes_part_again_gets_another_link(service, reader):
    path = link_of(service, reader)
    disable(service.store, reader.person, service.clock())
    service.clock.passes(seconds=1)
    again, _ = invite(service.store, reader.person.email, Role.READER, None, None, service.clock())
    assert again.id == reader.person.id
    assert service.client().get(path).status_code == 404


def test_no_link_can_be_made_up(service, reader):
    token = link_of(service, reader).removeprefix("/calendar/").removesuffix(".ics")
    content, _, signature = token.rpartition(".")
    others = (token[:-1], f"x{token}", content, f"WzIsMF0.{signature}", f"{content}.", "x")
    for other in others:
        assert service.client().get(f"/calendar/{other}.ics").status_code == 404


def test_under_another_secret_key_no_earlier_link_works(service, reader):
    path = link_of(service, reader)
    frame = service.app.extensions["exchange"]
    other = frame.service._replace(secret_key="z" * 40)
    service.app.extensions["exchange"] = frame._replace(service=other)
    assert service.client().get(path).status_code == 404


def test_the_secret_is_written_down_nowhere(service, desk, reader, caplog):
    caplog.set_level(logging.DEBUG)
    path = link_of(service, reader)
    with service.store.writing() as connection:
        connection.execute(text("ALTER TABLE meeting RENAME TO elsewhere"))
    assert service.client().get(path).status_code == 500
    assert "reference" in caplog.text
    token = path.split("/")[-1].removesuffix(".ics")
    assert token not in caplog.text
    with service.store.reading() as connection:
        told = events.latest_events(connection, 50)
    assert [each.kind for each in told] == ["fault"]
    assert token not in str(told)
