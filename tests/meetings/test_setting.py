"""Meetings set, changed and cancelled: what is kept, what counts up, who is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from exchange.core.meetings import PLAN
from exchange.core.people import Role
from exchange.core.proposals import Fault, proposal_of
from exchange.reminders.lease import Lease
from exchange.reminders.meetings import NotThere, Unfit, cancel, change_meeting, set_meeting
from exchange.reminders.sending import send_waiting
from exchange.storage import pauses
from exchange.storage.pauses import Pause
from tests.meetings.planning import MAIL_FROM, NOW, WANTED

LATER = NOW + timedelta(days=3)


def of_every_role(office):
    """One for each role; the coordinator approves as well, and the deputy is one elsewhere too."""
    office.person(
        "coordinator@example.org", (Role.COORDINATOR, "curacao"), (Role.APPROVER, "curacao")
    )
    office.person("deputy@example.org", (Role.DEPUTY, "aruba"), (Role.DEPUTY, "sint-maarten"))
    office.person("approver@example.org", (Role.APPROVER, "aruba"))
    office.person("secretariat@example.org", (Role.SECRETARIAT, None))
    office.person("reader@example.org", (Role.READER, None))
    office.person("operator@example.org", (Role.OPERATOR, None))


CONCERNED = {
    "coordinator@example.org",
    "deputy@example.org",
    "approver@example.org",
    "secretariat@example.org",
}


def test_it_is_kept_as_it_was_wanted(office):
    made = office.is_set()
    assert office.kept(made.id) == made
    assert (made.day, made.last_day, made.years) == (WANTED.day, WANTED.last_day, (2025, 2026))
    assert made.deadline == datetime(2027, 6, 2, 21, tzinfo=UTC)  # 17:00 in Willemstad
    assert (made.plan, made.sequence, made.changed_at) == (PLAN, 0, NOW)


def test_a_last_day_that_is_the_first_is_none(office):
    assert office.is_set(WANTED._replace(last_day=WANTED.day)).last_day is None


def test_everybody_concerned_is_told_once(office):
    of_every_role(office)
    done = set_meeting(office.office, WANTED, NOW)
    assert sorted(each.address for each in office.queued()) == sorted(CONCERNED)
    assert done.told == len(CONCERNED)
    assert {each.key.rpartition("/")[0] for each in office.queued()} == {"meeting-set/1/0"}


def test_who_left_or_was_closed_is_not_told_and_who_is_paused_is_kept_as_such(office):
    of_every_role(office)
    office.person("closed@example.org", (Role.COORDINATOR, "aruba"), disabled_at=NOW)
    secretariat = office.person("paused@example.org", (Role.SECRETARIAT, None))
    with office.store.writing() as connection:
        pauses.pause_address(
            connection, Pause("paused@example.org", NOW, secretariat.id, "on leave")
        )
    assert set_meeting(office.office, WANTED, NOW).told == len(CONCERNED)
    queued = {each.address: each for each in office.queued()}
    assert set(queued) == CONCERNED | {"paused@example.org"}
    assert queued["paused@example.org"].reason == "paused"


def test_the_letter_says_what_when_where_and_by_when(office):
    of_every_role(office)
    office.is_set()
    letter = office.letters("meeting-set")["secretariat@example.org"]
    assert letter.subject == (
        "Meeting of the coordinators, 16–17 June 2027: figures for 2025 and 2026 due by 2 June 2027"
    )
    for said in (
        "Hello secretariat,",
        "Where: Willemstad",
        "Link: https://meet.example.org/room",
        "Deadline: 2 June 2027, 17:00 (Curaçao Time)",
        "https://exchange.example.org/meetings/1",
    ):
        assert said in letter.text


def test_the_letter_brings_the_entry_for_the_calendar_in_the_same_language(office):
    office.person("nl@example.org", (Role.COORDINATOR, "european-netherlands"))
    office.is_set()
    letter = office.letters("meeting-set")["nl@example.org"]
    (file,) = letter.enclosures
    assert (file.name, file.media_type) == (
        "meeting-2027-06-16.ics",
        "text/calendar; method=PUBLISH; charset=utf-8",
    )
    assert Calendar.from_ical(file.content)["method"] == "PUBLISH"
    gathering, deadline = Calendar.from_ical(file.content).events
    assert gathering["uid"] == "meeting-1@exchange.example.org"
    assert gathering["organizer"] == deadline["organizer"] == f"mailto:{MAIL_FROM}"
    assert "juni 2027" in deadline["description"]
    assert "juni 2027" in letter.subject


def test_who_joins_from_afar_can_open_the_link_in_the_letter(office):
    of_every_role(office)
    made = office.is_set(WANTED._replace(place='<b>"hall"</b>'))
    change_meeting(office.office, made.id, WANTED._replace(place='https://a.example/x"y'), LATER)
    opened = f'<a href="{WANTED.link}">{WANTED.link}</a>'
    for kind in ("meeting-set", "meeting-changed"):
        html = office.letters(kind)["secretariat@example.org"].html
        assert opened in html
        assert "<b>" not in html
        assert 'x"y' not in html


def test_nobody_is_told_of_what_is_over(office):
    of_every_role(office)
    past = WANTED._replace(day=date(2026, 6, 16), last_day=None, deadline=date(2026, 6, 2))
    office.is_set(past._replace(years=(2025,)))
    assert office.queued() == []


def test_a_change_says_what_was_and_what_is(office):
    of_every_role(office)
    made = office.is_set()
    moved = WANTED._replace(day=date(2027, 6, 17), place="Oranjestad")
    done = change_meeting(office.office, made.id, moved, LATER)
    assert (done.meeting.sequence, done.meeting.changed_at) == (1, LATER)
    assert office.kept(made.id) == done.meeting
    letters = office.letters("meeting-changed")
    assert set(letters) == CONCERNED
    letter = letters["secretariat@example.org"]
    assert letter.subject == "Changed: Meeting of the coordinators, 17 June 2027"
    changed = letter.text.split("\n\n")[2].splitlines()
    assert changed == [
        "When: 16–17 June 2027 → 17 June 2027",
        "Where: Willemstad → Oranjestad",
    ]
    assert Calendar.from_ical(letter.enclosures[0].content).events[0]["sequence"] == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "jvo"},
        {"day": date(2027, 6, 15)},
        {"last_day": None},
        {"place": ""},
        {"link": ""},
        {"zone": "Europe/Amsterdam"},
        {"deadline": date(2027, 6, 1)},
        {"years": (2026,)},
    ],
)
def test_whatever_calendars_and_people_must_know_counts_up_and_is_told(office, changed):
    of_every_role(office)
    made = office.is_set()
    done = change_meeting(office.office, made.id, WANTED._replace(**changed), LATER)
    assert (done.meeting.sequence, done.told) == (1, len(CONCERNED))


def test_what_was_not_set_before_is_said_to_be_so(office):
    of_every_role(office)
    made = office.is_set(WANTED._replace(place=""))
    change_meeting(office.office, made.id, WANTED, LATER)
    letter = office.letters("meeting-changed")["secretariat@example.org"]
    assert "Where: not set → Willemstad" in letter.text


def test_another_plan_is_kept_and_told_to_nobody(office):
    of_every_role(office)
    made = office.is_set()
    done = change_meeting(office.office, made.id, WANTED._replace(plan=(30, 5, -1)), LATER)
    assert office.kept(made.id).plan == (30, 5, -1)
    assert (done.meeting.sequence, done.meeting.changed_at, done.told) == (0, NOW, 0)
    assert office.events()[-1] == ("meeting-changed", None)


def test_no_change_is_nothing_that_happened(office):
    made = office.is_set()
    before = office.events()
    assert change_meeting(office.office, made.id, proposal_of(made), LATER).told == 0
    assert office.events() == before


def test_each_change_is_told(office):
    of_every_role(office)
    made = office.is_set()
    for number, place in enumerate(["Oranjestad", "Philipsburg", "Willemstad"], start=1):
        done = change_meeting(office.office, made.id, WANTED._replace(place=place), LATER)
        assert (done.meeting.sequence, done.told) == (number, len(CONCERNED))


def test_of_what_lay_in_the_queue_meanwhile_the_last_word_goes(office):
    office.person("coordinator@example.org", (Role.COORDINATOR, "curacao"))
    made, sent = office.is_set(), []
    change_meeting(office.office, made.id, WANTED._replace(place="Philipsburg"), LATER)
    cancel(office.office, made.id, LATER)
    lease = Lease(office.store)
    assert lease.held()
    send_waiting(office.office._replace(post=sent.append), lease, lambda: LATER)
    assert [letter.kind for letter in sent] == ["meeting-cancelled"]


def test_one_that_is_cancelled_is_told_as_such_and_leaves_the_calendars(office):
    of_every_role(office)
    made = office.is_set()
    by = office.person("other@example.org", (Role.SECRETARIAT, None))
    done = cancel(office.office, made.id, LATER, by)
    assert (done.meeting.sequence, done.meeting.cancelled_at) == (1, LATER)
    assert office.kept(made.id) == done.meeting
    letters = office.letters("meeting-cancelled")
    assert set(letters) == {*CONCERNED, "other@example.org"}
    letter = letters["secretariat@example.org"]
    assert letter.subject == "Cancelled: Meeting of the coordinators, 16–17 June 2027"
    assert office.events()[-1] == ("meeting-cancelled", by.id)


def test_what_was_taken_into_a_calendar_is_taken_out_by_the_letter_that_cancels_it(office):
    of_every_role(office)
    made = office.is_set()
    cancel(office.office, made.id, LATER)
    (before,) = office.letters("meeting-set")["secretariat@example.org"].enclosures
    letter = office.letters("meeting-cancelled")["secretariat@example.org"]
    files = {each.name: each for each in letter.enclosures}
    names = ("meeting-2027-06-16.ics", "meeting-2027-06-16-deadline.ics")
    assert files.keys() == set(names)
    for name, was in zip(names, Calendar.from_ical(before.content).events, strict=True):
        file = files[name]
        assert file.media_type == "text/calendar; method=CANCEL; charset=utf-8"
        calendar = Calendar.from_ical(file.content)
        (event,) = calendar.events
        assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")
        assert (event["uid"], event["sequence"]) == (was["uid"], was["sequence"] + 1)


def test_what_is_cancelled_or_was_never_set_is_not_changed_any_more(office):
    made = office.is_set()
    cancel(office.office, made.id, LATER)
    for id_ in (made.id, made.id + 1):
        with pytest.raises(NotThere):
            change_meeting(office.office, id_, WANTED, LATER)
        with pytest.raises(NotThere):
            cancel(office.office, id_, LATER)


def test_a_proposal_with_faults_changes_nothing_and_tells_nobody(office):
    of_every_role(office)
    with pytest.raises(Unfit) as refused:
        set_meeting(office.office, WANTED._replace(deadline=None, link="here"), NOW)
    assert refused.value.faults == (Fault.LINK, Fault.NO_DEADLINE)
    assert (office.queued(), office.events()) == ([], [])


def test_where_a_letter_cannot_be_written_nothing_is_kept(office):
    office.person("nobody@example.org", (Role.SECRETARIAT, None), language="xx")
    of_every_role(office)
    broken = office.office._replace(service=None)
    with pytest.raises(AttributeError):
        set_meeting(broken, WANTED, NOW)
    assert office.kept(1) is None
    assert (office.queued(), office.events()) == ([], [])
