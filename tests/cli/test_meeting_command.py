"""``exchange meeting``: set, listed, cancelled."""

import pytest

from exchange.storage import events, meetings
from tests.cli.service import prepared

SET = ("meeting", "add", "2027-06-16", "--kind", "jvo", "--deadline", "2027-06-02")


@pytest.fixture
def host(tmp_path):
    return prepared(tmp_path)


def test_a_meeting_is_set_and_its_id_printed(host):
    made = host.run(*SET, "--year", 2026, "--year", 2025, "--place", "Willemstad")
    assert (made.code, made.out, made.err) == (0, "1\n", "")
    (found,) = host.run("meeting", "list", "--format", "json").said
    assert found == {
        "id": 1,
        "date": "2027-06-16",
        "kind": "jvo",
        "place": "Willemstad",
        "years": [2025, 2026],
        "deadline": "2027-06-02T17:00:00-04:00",
        "zone": "America/Curacao",
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
    assert "no meeting 1 to cancel" in again.err


@pytest.mark.parametrize(
    "arguments, said",
    [
        (SET, "--year"),
        ((*SET, "--year", 2010), "years from 2011 to 2027"),
        ((*SET, "--year", 2028), "years from 2011 to 2027"),
        ((*SET, "--year", 2026, "--zone", "Mars/Port"), "“Mars/Port” is no time zone"),
        ((*SET, "--year", 2026, "--zone", "../etc/passwd"), "is no time zone"),
        ((*SET[:-1], "2027-06-17", "--year", 2026), "after the meeting"),
        ((*SET[:-1], "2 June", "--year", 2026), "2 June"),
        (("meeting", "cancel", 7), "no meeting 7"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(host, arguments, said):
    told = host.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert said in " ".join(told.err.split())
    assert host.run("meeting", "list").out == ""
