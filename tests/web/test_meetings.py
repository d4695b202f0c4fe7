"""Meetings on their pages: set, changed, cancelled, kept; who sees what of them."""

import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from exchange.core.people import Role
from exchange.storage import events, meetings, outbox
from tests.web.at_work import words
from tests.web.planning import TYPED, is_set


@pytest.fixture
def secretariat(service):
    return service.person(Role.SECRETARIAT)


@pytest.fixture
def desk(service, secretariat):
    """The browser of the secretariat."""
    return service.client(secretariat)


@pytest.fixture
def coordinator(service):
    return service.client(service.person(Role.COORDINATOR, "curacao"))


def kept(service, id_=1):
    with service.store.reading() as connection:
        return meetings.meeting_of(connection, id_)


def told(service):
    """Address and kind of every letter in the outbox."""
    with service.store.reading() as connection:
        return {(each.address, each.kind) for each in outbox.messages(connection)}


def fields(page):
    """What stands in the fields of a form, by their names."""
    return dict(re.findall(r'<input id="\w+" name="(\w+)"[^>]*? value="([^"]*)"', page))


def said_at(page, field):
    """What is to be put right at a field."""
    (found,) = re.findall(rf'id="{field}-error">(.*?)</p>', page, re.DOTALL)
    return words(found).removeprefix("To put right: ")


def test_without_any_the_page_says_so(coordinator):
    page = words(coordinator.get("/meetings").text)
    assert "No meeting is set at the moment." in page
    assert "Set a meeting" not in page


def test_the_form_offers_the_usual_plan_and_the_year_before(desk):
    found = fields(desk.get("/meetings/new").text)
    assert found["plan"] == "70, 21, 7, −3"
    assert found["years"] == "2025"


def test_a_meeting_is_set_and_everybody_is_told(service, desk, coordinator):
    where = is_set(desk)
    made = kept(service)
    assert (made.day, made.last_day) == (date(2026, 6, 16), date(2026, 6, 17))
    assert (made.place, made.years) == ("Willemstad, the hall", (2024, 2025))
    assert made.deadline == datetime(2026, 6, 2, 21, tzinfo=UTC)
    assert told(service) == {
        ("secretariat.all@example.org", "meeting-set"),
        ("coordinator.curacao@example.org", "meeting-set"),
    }
    page = words(desk.get(where).text)
    assert "The meeting is set. 2 people are told by mail." in page


def test_one_meeting_says_what_when_where_and_until_when(desk, coordinator):
    page = coordinator.get(is_set(desk)).text
    assert 'href="https://meet.example.org/room"' in page
    read = words(page)
    for said in (
        "Meeting of the coordinators",
        "16–17 June 2026, Willemstad, the hall",
        "Deadline 2 June 2026, 17:00 (Curaçao Time) 21 days left",
        "Figures due 2024 and 2025",
        "Tuesday 24 March 2026 (70 days before the deadline)",
        "Friday 5 June 2026 (3 days after the deadline)",
    ):
        assert said in read


def test_reminders_stand_by_the_days_on_which_they_go_where_the_reader_reports(
    service, desk, coordinator
):
    """On 25 May 2026 it is Whit Monday in the Netherlands, and nothing in Curaçao."""
    where = is_set(desk, deadline="2026-06-01", plan="7, −6")
    dutch = service.client(service.person(Role.COORDINATOR, "european-netherlands"))
    here, there = words(coordinator.get(where).text), words(dutch.get(where).text)
    assert "Monday 25 May 2026 (7 days before the deadline)" in here
    assert "Friday 22 May 2026 (7 days before the deadline, moved from Monday 25 May)" in there
    sunday = "Friday 5 June 2026 (6 days after the deadline, moved from Sunday 7 June)"
    assert sunday in here
    assert sunday in words(desk.get(where).text)


def test_who_reports_for_nobody_sees_the_days_where_the_meeting_is(service, desk):
    where = is_set(desk, deadline="2026-06-01", plan="7", zone="Europe/Amsterdam")
    assert "Friday 22 May 2026 (7 days" in words(desk.get(where).text)
    where = is_set(desk, deadline="2026-06-01", plan="8", zone="Asia/Tokyo")
    assert "Friday 22 May 2026 (8 days" in words(desk.get(where).text)


def test_a_deadline_that_is_over_is_said_to_be(service, desk):
    where = is_set(desk)
    reader = service.person(Role.READER)
    service.clock.passes(days=23)
    assert "2 days late" in words(service.client(reader).get(where).text)
    service.clock.passes(days=30)
    assert "days late" not in words(service.client(reader).get(where).text)


def test_the_list_tells_what_comes_from_what_was_and_what_is_off(service, desk):
    is_set(desk, place="Oranjestad", day="2026-05-20", last_day="", deadline="2026-05-15")
    is_set(desk)
    off = is_set(desk, place="Philipsburg")
    desk.post(f"{off}/cancel")
    service.clock.passes(days=14)
    page = service.client(service.person(Role.READER)).get("/meetings").text
    coming, rest = page.split("Past meetings", 1)
    past, cancelled = rest.split("Cancelled meetings", 1)
    assert "Willemstad" in coming
    assert "Oranjestad" in past
    assert "Philipsburg" in cancelled
    for part, other in ((coming, "Oranjestad"), (past, "Philipsburg"), (cancelled, "Willemstad")):
        assert other not in part


@pytest.mark.parametrize(
    "changed, field, said",
    [
        ({"kind": ""}, "kind", "Choose which meeting it is."),
        ({"day": ""}, "day", "Write the day of the meeting."),
        ({"day": "16 June"}, "day", "“16 June” is no day; one such as 2027-06-16 was expected."),
        ({"last_day": "2026-06-15"}, "last_day", "The last day is before the first"),
        ({"last_day": "soon"}, "last_day", "“soon” is no day"),
        ({"place": "x" * 201}, "place", "The place is too long"),
        ({"link": "javascript:alert(1)"}, "link", "Write the whole link"),
        ({"zone": "Mars/Port"}, "zone", "“Mars/Port” is no time zone"),
        ({"deadline": ""}, "deadline", "Write the day by which figures"),
        ({"deadline": "2026-06-17"}, "deadline", "The deadline is after the meeting"),
        ({"years": ""}, "years", "Write at least one year"),
        ({"years": "last one"}, "years", "You wrote “last one”; whole numbers"),
        ({"years": "2027"}, "years", "You wrote 2027; years from 2011 to 2026 were expected."),
        ({"plan": "a week"}, "plan", "You wrote “a week”; whole numbers"),
        ({"plan": "400"}, "plan", "Write days from 366 before the deadline to 60 after it"),
        ({"plan": "7, 7"}, "plan", "The same day stands there twice"),
        ({"plan": "1, 2, 3, 4, 5, 6, 7, 8, 9"}, "plan", "At most 8 days can be set"),
    ],
)
def test_what_is_to_be_put_right_is_said_at_the_field(service, desk, changed, field, said):
    answer = desk.post("/meetings/new", data={**TYPED, **changed})
    assert answer.status_code == 422
    assert said_at(answer.text, field).startswith(said)
    assert "1 thing to put right" in words(answer.text)
    assert kept(service) is None


def test_a_deadline_that_is_over_is_asked_about_first(service, desk, coordinator):
    over = {"deadline": "2026-05-11"}
    answer = desk.post("/meetings/new", data={**TYPED, **over})
    assert answer.status_code == 422
    assert said_at(answer.text, "deadline").startswith("This deadline is over already.")
    assert "The deadline is over already; set it all the same" in answer.text
    assert told(service) == set()
    is_set(desk, **over, over="yes")
    assert kept(service).deadline == datetime(2026, 5, 11, 21, tzinfo=UTC)


def test_that_it_is_meant_so_stays_ticked_beside_another_fault(desk):
    typed = {**TYPED, "deadline": "2026-05-11", "over": "yes", "years": ""}
    page = desk.post("/meetings/new", data=typed).text
    assert re.search(r'name="over" value="yes" checked', page)
    assert 'id="deadline-error"' not in page


def test_a_deadline_to_come_is_not_asked_about(desk):
    assert 'name="over"' not in desk.get("/meetings/new").text
    typed = {**TYPED, "deadline": "2026-05-12", "years": ""}
    assert 'name="over"' not in desk.post("/meetings/new", data=typed).text


def test_in_a_change_only_another_deadline_is_asked_about(service, desk):
    where = is_set(desk, deadline="2026-05-11", over="yes")
    typed = {**TYPED, "deadline": "2026-05-11", "place": "Oranjestad"}
    assert desk.post(f"{where}/change", data=typed).status_code == 303
    typed["deadline"] = "2026-05-10"
    assert desk.post(f"{where}/change", data=typed).status_code == 422
    assert kept(service).deadline == datetime(2026, 5, 11, 21, tzinfo=UTC)


def test_what_was_typed_stands_there_again(desk):
    typed = {**TYPED, "day": "16 June", "plan": "7, then 3", "place": '"hall" <b>'}
    page = desk.post("/meetings/new", data=typed).text
    assert 'value="7, then 3"' in page
    assert 'value="&#34;hall&#34; &lt;b&gt;"' in page
    assert "<b>" not in page


def test_a_plan_can_be_empty_and_written_with_any_minus(service, desk, coordinator):
    where = is_set(desk, plan="")
    assert kept(service).plan == ()
    assert "Reminders no reminders" in words(coordinator.get(where).text)
    is_set(desk, plan="-2 −1; 5")
    assert kept(service, 2).plan == (5, -1, -2)


def test_a_change_begins_with_what_is_kept_and_is_told(service, desk, coordinator):
    where = is_set(desk)
    page = desk.get(f"{where}/change").text
    found = fields(page)
    assert (found["day"], found["years"], found["plan"]) == (
        "2026-06-16",
        "2024, 2025",
        TYPED["plan"],
    )
    changed = {**TYPED, "place": "Oranjestad", "zone": "America/Aruba"}
    assert desk.post(f"{where}/change", data=changed).location == where
    assert (kept(service).place, kept(service).sequence) == ("Oranjestad", 1)
    assert ("coordinator.curacao@example.org", "meeting-changed") in told(service)


def test_another_plan_is_told_to_nobody(service, desk):
    where = is_set(desk)
    desk.post(f"{where}/change", data={**TYPED, "plan": "10"})
    assert kept(service).plan == (10,)
    assert {kind for _, kind in told(service)} == {"meeting-set"}
    assert "told by mail" not in words(desk.get(where).text).split("kept as you wrote it.")[1][:40]


def test_cancelling_asks_first_and_then_tells(service, desk, coordinator):
    where = is_set(desk)
    assert "Cancel this meeting?" in desk.get(f"{where}/cancel").text
    assert kept(service).cancelled_at is None
    desk.post(f"{where}/cancel")
    assert kept(service).cancelled_at == service.clock()
    assert ("coordinator.curacao@example.org", "meeting-cancelled") in told(service)
    page = coordinator.get(where).text
    assert "This meeting is cancelled" in page
    assert "days left" not in page


def test_what_is_cancelled_is_changed_no_more(service, desk):
    where = is_set(desk)
    desk.post(f"{where}/cancel")
    for path in ("change", "cancel"):
        assert desk.get(f"{where}/{path}").status_code == 404
        assert desk.post(f"{where}/{path}", data=TYPED).status_code == 404


def test_who_did_it_is_kept(service, desk, secretariat):
    where = is_set(desk)
    desk.post(f"{where}/change", data={**TYPED, "place": ""})
    desk.post(f"{where}/cancel")
    with service.store.reading() as connection:
        found = [(each.kind, each.person) for each in events.latest_events(connection, 3)]
    who = secretariat.person.id
    kinds = ("meeting-cancelled", "meeting-changed", "meeting-set")
    assert found == [(kind, who) for kind in kinds]


def test_a_meeting_can_be_taken_into_a_calendar(desk, coordinator):
    answer = coordinator.get(f"{is_set(desk)}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "filename=meeting-2026-06-16.ics" in answer.headers["Content-Disposition"]
    gathering, _deadline = Calendar.from_ical(answer.data).events
    assert gathering["location"] == "Willemstad, the hall"
    assert gathering["url"] == "http://127.0.0.1:8000/meetings/1"


def test_no_meeting_is_no_page(desk, coordinator):
    for path in ("/meetings/7", "/meetings/7.ics"):
        assert coordinator.get(path).status_code == 404
    for path in ("change", "cancel", "minutes", "actions"):
        assert desk.get(f"/meetings/7/{path}").status_code == 404
    assert desk.post("/meetings/7/actions/1").status_code == 404
    assert desk.get("/meetings/99999999999").status_code == 404


def test_where_who_may_sees_the_whole_plan(desk, coordinator):
    where = is_set(desk)
    assert 'href="/letters/calendar"' in desk.get(where).text
    assert 'href="/letters/calendar"' not in coordinator.get(where).text
