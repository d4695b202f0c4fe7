"""``exchange calendar``: who gets which reminder, when, for people and for scripts."""

import pytest

from exchange.core.people import Role
from tests.cli.service import prepared

MEETING = ("meeting", "add", "2027-06-16", "--kind", "jvo", "--deadline", "2027-06-02")
BEFORE, LATER = "2027-01-05T12:00Z", "2027-05-30T12:00Z"


@pytest.fixture
def host(tmp_path):
    made = prepared(tmp_path)
    made.person("k@example.org", Role.COORDINATOR, "curacao")
    return made


@pytest.fixture
def meeting(host):
    return int(host.run(*MEETING, "--year", "2026", "--place", "Willemstad").out)


def test_a_script_reads_every_step_of_every_reporter(host, meeting):
    found = host.run("calendar", "--at", BEFORE, "--format", "json").said
    assert len(found) == 4 * 5
    assert next(each for each in found if each["reporter"] == "curacao") == {
        "meeting": meeting,
        "step": "before-70",
        "reporter": "curacao",
        "at": "2027-03-24T09:00:00-04:00",
        "until": "2027-05-12T09:00:00-04:00",
        "addresses": ["k@example.org"],
        "state": "planned",
        "reason": "",
    }


def test_a_script_reads_why_nobody_gets_a_step(host, meeting):
    found = host.run("calendar", "--at", BEFORE, "--format", "json").said
    aruba = next(each for each in found if each["reporter"] == "aruba")
    assert (aruba["addresses"], aruba["state"]) == ([], "planned")
    assert aruba["reason"] == "nobody can be reached; the secretariat is told"


def test_people_read_a_line_for_each_step(host, meeting):
    lines = host.run("calendar", "--at", BEFORE).out.splitlines()
    assert lines[0] == ("Meeting 1, jvo, 2027-06-16: 2026, due 2027-06-02 17:00 America/Curacao")
    assert "  2027-05-12 09:00 -0400  curacao, before-21  planned  k@example.org" in lines
    assert (
        "  2027-06-04 09:00 -0400  curacao, after-3  planned  k@example.org"
        "  moved from Saturday 5 June"
    ) in lines


def test_at_another_instant_the_steps_stand_otherwise(host, meeting):
    found = host.run("calendar", "--at", LATER, "--format", "json").said
    of_curacao = [each["state"] for each in found if each["reporter"] == "curacao"]
    assert of_curacao == ["over", "over", "open", "planned"]


def test_nothing_is_put_into_the_outbox_by_looking(host, meeting):
    first = host.run("calendar", "--at", LATER).out
    assert host.run("calendar", "--at", LATER).out == first
    due = host.run("remind", "--at", LATER, "--dry-run", "--format", "json").said["due"]
    assert "k@example.org" in [each["address"] for each in due]


def test_without_a_meeting_it_says_what_sets_one(host):
    assert "exchange meeting add" in host.run("calendar").out
    assert host.run("calendar", "--format", "json").said == []


def test_an_instant_without_its_distance_from_utc_is_refused(host):
    ran = host.run("calendar", "--at", "2027-05-30T12:00")
    assert ran.code == 2
    assert "distance from UTC" in ran.err
