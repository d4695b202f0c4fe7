"""``exchange meeting``: set, listed, changed, cancelled, written as a calendar."""

import pytest
from icalendar import Calendar

from exchange.core.people import Role
from exchange.storage import events, meetings, outbox
from tests.cli.service import prepared

SET = ("meeting", "add", "2027-06-16", "--kind", "jvo", "--deadline", "2027-06-02")
PAST = ("--deadline", "2020-06-02")


@pytest.fixture
def host(tmp_path):
    return prepared(tmp_path)


def queued(host):
    """The keys of the letters in the outbox, the first one first."""
    with host.store.reading() as connection:
        return [each.key for each in reversed(outbox.messages(connection))]


def listed(host):
    return host.run("meeting", "list", "--format", "json").said


def test_a_meeting_is_set_and_its_id_printed(host):
    made = host.run(*SET, "--year", 2026, "--year", 2025, "--place", "Willemstad")
    assert (made.code, made.out, made.err) == (0, "1\n", "")
    (found,) = listed(host)
    assert found == {
        "id": 1,
        "date": "2027-06-16",
        "last_day": None,
        "kind": "jvo",
        "place": "Willemstad",
        "link": "",
        "years": [2025, 2026],
        "deadline": "2027-06-02T17:00:00-04:00",
        "zone": "America/Curacao",
        "plan": [70, 21, 7, -3],
        "sequence": 0,
        "cancelled_at": None,
    }


def test_the_deadline_is_at_five_in_the_zone_given(host):
    host.run(*SET, "--year", 2026, "--zone", "Europe/Amsterdam")
    listed = host.run("meeting", "list").out
    assert listed == "1  2027-06-16  jvo: 2026, due 2027-06-02 17:00 Europe/Amsterdam\n"
    with host.store.reading() as connection:
        due = meetings.due_at(connection, 2026)
    assert due.isoformat() == "2027-06-02T15:00:00+00:00"


def test_a_cancelled_meeting_sets_no_deadline(host):
    host.run(*SET, "--year", 2026)
    assert host.run("meeting", "cancel", 1).code == 0
    assert "(cancelled)" in host.run("meeting", "list").out
    with host.store.reading() as connection:
        assert meetings.due_at(connection, 2026) is None
        kinds = [event.kind for event in events.latest_events(connection, 5)]
    assert kinds == ["meeting-cancelled", "meeting-set"]
    again = host.run("meeting", "cancel", 1)
    assert again.code == 2
    assert "Meeting 1 is cancelled already." in again.err


def test_several_days_a_link_and_a_plan_of_ones_own_are_kept(host):
    more = ("--last-day", "2027-06-17", "--link", "https://meet.example.org/a")
    host.run(*SET, "--year", 2026, *more, "--step", 30, "--step", -1)
    (found,) = listed(host)
    assert (found["last_day"], found["link"]) == ("2027-06-17", "https://meet.example.org/a")
    assert found["plan"] == [30, -1]
    assert "2027-06-16 to 2027-06-17  jvo" in host.run("meeting", "list").out


def test_all_concerned_are_told_of_each_thing_once(host):
    host.person("secretariat@example.org", Role.SECRETARIAT)
    host.person("coordinator@example.org", Role.COORDINATOR, "aruba")
    host.person("reader@example.org", Role.READER)
    host.run(*SET, "--year", 2026)
    changed = host.run("meeting", "change", 1, "--place", "Oranjestad")
    assert changed.out == "Meeting 1 is kept as given. 2 people are told by mail.\n"
    cancelled = host.run("meeting", "cancel", 1)
    assert cancelled.out == "Meeting 1 is cancelled. 2 people are told by mail.\n"
    assert queued(host) == [
        "meeting-set/1/0/1",
        "meeting-set/1/0/2",
        "meeting-changed/1/1/1",
        "meeting-changed/1/1/2",
        "meeting-cancelled/1/2/1",
        "meeting-cancelled/1/2/2",
    ]


def test_what_is_not_given_stays_in_a_change(host):
    host.run(*SET, "--year", 2026, "--year", 2025, "--place", "Willemstad", "--step", 10)
    (before,) = listed(host)
    told = host.run("meeting", "change", 1, "--year", 2026, "--zone", "Europe/Amsterdam")
    assert told.out == "Meeting 1 is kept as given.\n"
    (after,) = listed(host)
    changes = {
        "years": [2026],
        "zone": "Europe/Amsterdam",
        "deadline": "2027-06-02T17:00:00+02:00",
        "sequence": 1,
    }
    assert after == before | changes


def test_everything_can_be_changed(host):
    host.run(*SET, "--year", 2026)
    days = ("--date", "2027-07-01", "--last-day", "2027-07-02", "--deadline", "2027-06-20")
    where = ("--place", "Oranjestad", "--link", "https://a.example/x", "--kind", "coordinators")
    host.run("meeting", "change", 1, *days, *where, "--step", 14)
    (found,) = listed(host)
    assert (found["date"], found["last_day"]) == ("2027-07-01", "2027-07-02")
    assert found["deadline"] == "2027-06-20T17:00:00-04:00"
    assert (found["place"], found["link"]) == ("Oranjestad", "https://a.example/x")
    assert (found["kind"], found["plan"]) == ("coordinators", [14])
    host.run("meeting", "change", 1, "--last-day", "2027-07-01", "--place", "")
    (found,) = listed(host)
    assert (found["last_day"], found["place"]) == (None, "")


def test_a_meeting_or_all_of_them_are_written_as_a_calendar(host, tmp_path):
    host.run(*SET, "--year", 2026)
    host.run(*SET, "--year", 2025)
    one, all_ = tmp_path / "one.ics", tmp_path / "all.ics"
    assert host.run("meeting", "ics", 2, "-o", one, "--language", "nl").code == 0
    assert host.run("meeting", "ics", "-o", all_).code == 0
    gathering, _deadline = Calendar.from_ical(one.read_bytes()).events
    assert gathering["uid"] == "meeting-2@exchange.example"
    assert gathering["url"] == "https://exchange.example/meetings/2"
    assert "juni 2027" in gathering["description"]
    assert len(Calendar.from_ical(all_.read_bytes()).events) == 4


@pytest.mark.parametrize("arguments", [("change", 7), ("cancel", 7), ("ics", 7, "-o", "x.ics")])
def test_a_meeting_that_is_not_there_is_said_so(host, arguments):
    told = host.run("meeting", *arguments)
    assert (told.code, told.out) == (2, "")
    assert "There is no meeting 7." in told.err


def test_what_is_cancelled_is_changed_no_more(host):
    host.run(*SET, "--year", 2026)
    host.run("meeting", "cancel", 1)
    told = host.run("meeting", "change", 1, "--place", "Oranjestad")
    assert (told.code, told.out) == (2, "")
    assert "Meeting 1 is cancelled already." in told.err


def test_a_deadline_that_is_over_is_taken_and_said_so(host):
    made = host.run("meeting", "add", "2020-06-16", *SET[3:5], *PAST, "--year", 2019)
    assert (made.code, made.out, made.err) == (0, "1\n", "The deadline is over already.\n")
    place = host.run("meeting", "change", 1, "--place", "Oranjestad")
    assert (place.code, place.err) == (0, "")
    other = host.run("meeting", "change", 1, "--deadline", "2020-06-01")
    assert (other.code, other.err) == (0, "The deadline is over already.\n")


def test_a_change_that_makes_no_sense_changes_nothing(host):
    host.run(*SET, "--year", 2026)
    before = listed(host)
    told = host.run("meeting", "change", 1, "--date", "2027-05-30", "--step", 400)
    assert (told.code, told.out) == (2, "")
    assert "--deadline: The deadline is after the meeting" in told.err
    assert "--step: Write days from 366 before" in told.err
    assert listed(host) == before


@pytest.mark.parametrize(
    "arguments, said",
    [
        (SET, "--year"),
        ((*SET, "--year", 2010), "years from 2011 to 2027"),
        ((*SET, "--year", 2028), "years from 2011 to 2027"),
        ((*SET, "--year", 2026, "--zone", "Mars/Port"), "“Mars/Port” is no time zone"),
        ((*SET, "--year", 2026, "--zone", "../etc/passwd"), "is no time zone"),
        ((*SET[:-1], "2027-06-17", "--year", 2026), "after the meeting"),
        ((*SET[:-1], "2 June", "--year", 2026), "“2 June” is no day; one such as 2027-06-16"),
        ((*SET[:-1], "2027-06-31", "--year", 2026), "“2027-06-31” is no day; one such as"),
        ((*SET, "--year", 2026, "--last-day", "2027-06-15"), "--last-day: The last day is before"),
        ((*SET, "--year", 2026, "--link", "here"), "--link: Write the whole link"),
        ((*SET, "--year", 2026, "--step", -61), "--step: Write days"),
        ((*SET, "--year", 2026, "--place", "x" * 201), "--place: The place is too long"),
        (("meeting", "cancel", 7), "There is no meeting 7."),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(host, arguments, said):
    told = host.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert said in " ".join(told.err.split())
    assert host.run("meeting", "list").out == ""
