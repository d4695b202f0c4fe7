"""What a reminder says: to whom of what, in which tone, with which pages and enclosures."""

import io
import re

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from exchange.core.people import Role
from exchange.core.reminders import Why
from exchange.reminders.due import queue_due
from exchange.reminders.letters import preview, written
from exchange.storage import meetings, outbox
from tests.mail.letters_world import HERE, THERE, LettersWorld, at, whole

TRAFFICKING = whole("trafficking")
ALL = {**TRAFFICKING, **whole("smuggling")}
SITE = "https://exchange.example.org"

GATHERING = "Meeting of the coordinators, 16 June 2026"


@pytest.fixture
def world(databases):
    with databases.migrated("sqlite") as store:
        yield LettersWorld(store)


def first_line(letter):
    return letter.text.partition("\n")[0]


def names(letter):
    return [file.name for file in letter.enclosures]


def cells(file):
    """What a cell of an enclosed form says, by its name."""
    form = load_workbook(io.BytesIO(file.content))

    def said(name):
        sheet, cell = next(form.defined_names[name].destinations)
        return form[sheet][cell.replace("$", "")].value

    return said


@pytest.mark.parametrize(
    "step, subject, first",
    [
        ("before-70", "ask police and prosecutor now, due 2 June (70 days)", "Ask police"),
        ("before-21", "nothing delivered yet, due 2 June (21 days)", "Please deliver"),
        ("after-3", "nothing delivered yet, was due 2 June (3 days ago)", "Please deliver"),
    ],
)
def test_the_step_decides_the_tone(world, step, subject, first):
    world.meeting(2025)
    letter = world.reminder(step, world.named(Role.COORDINATOR))
    assert letter.subject == f"Figures 2025: {subject}"
    assert first_line(letter).startswith(first)


def test_one_letter_asks_for_all_years_with_a_form_of_each(world):
    world.meeting(2024, 2025)
    letter = world.reminder("before-21", world.named(Role.COORDINATOR))
    assert "Figures 2024 and 2025" in letter.subject
    assert names(letter) == ["curacao-2024.xlsx", "curacao-2025.xlsx", "meeting-2026-06-16.ics"]
    for year in (2024, 2025):
        assert f"{SITE}/returns/curacao/{year}/form\n" in letter.text


def test_the_enclosed_form_is_that_of_the_reporter_and_blank_in_the_readers_language(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR, language="pap-CW")
    world.released(world.delivered(held, ALL, year=2024), held)
    said = cells(world.reminder("before-21", held).enclosures[0])
    assert (said("reporter"), said("year"), said("language")) == ("curacao", 2025, "pap-CW")
    assert said("trafficking_victims") is None


def test_in_a_language_that_the_reporter_does_not_use_comes_a_form_in_its_first(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR, THERE, language="pap-CW")
    said = cells(world.reminder("before-21", held).enclosures[0])
    assert (said("reporter"), said("language")) == (THERE, "nl")


def test_no_form_goes_along_where_every_offence_is_delivered(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR)
    late = whole("smuggling", verdicts="to-follow")
    world.released(world.delivered(held, {**TRAFFICKING, **late}), held)
    letter = world.reminder("before-21", held)
    assert letter.subject.startswith("Figures 2025: 1 figure to follow, due")
    assert names(letter) == ["meeting-2026-06-16.ics"]


def test_the_calendar_entry_is_the_meeting_with_its_deadline(world):
    meeting = world.meeting(2025, place="Fort Amsterdam, Willemstad")
    file = world.reminder("before-21", world.named(Role.COORDINATOR)).enclosures[-1]
    events = Calendar.from_ical(file.content).events
    assert file.media_type == "text/calendar; method=PUBLISH; charset=utf-8"
    assert {event["organizer"] for event in events} == {"mailto:x@example.org"}
    assert [event.start for event in events] == [meeting.day, meeting.deadline]
    assert events[0]["location"] == "Fort Amsterdam, Willemstad"


def test_a_deadline_is_told_in_the_readers_own_time_where_that_is_another(world):
    world.meeting(2025)
    far = world.reminder("before-21", world.named(Role.COORDINATOR, THERE)).text
    near = world.reminder("before-21", world.named(Role.COORDINATOR, "aruba")).text
    assert "2 June 2026, 17:00 (Curaçao Time)" in far
    assert "Where you are, that is 2 June 2026, 23:00 (Netherlands Time).\n" in far
    assert "Where you are" not in near


def test_on_the_day_itself_it_says_so(world):
    meeting = world.meeting(2025)
    held = world.named(Role.COORDINATOR)
    turn = world.turn("before-7")._replace(step="before-0", at=meeting.deadline.replace(hour=13))
    with world.office.store.reading() as connection:
        letter = preview(world.office, connection, turn, world.contact(held), at(3, 4))
    assert letter.subject == "Figures 2025: nothing delivered yet, due 2 June (today)"
    assert "17:00 (Curaçao Time): today.\n" in letter.text


def test_an_approver_is_asked_for_the_release_alone_and_gets_no_form(world):
    world.meeting(2024, 2025)
    held, approver = world.named(Role.COORDINATOR), world.named(Role.APPROVER)
    world.delivered(held, ALL)
    letter = world.reminder("before-21", approver)
    assert letter.subject == "Figures 2025: waiting for your release, due 2 June (21 days)"
    assert f"{SITE}/returns/curacao/2025/versions/1\n" in letter.text
    assert "2024:" not in letter.text
    assert "/form" not in letter.text
    assert names(letter) == ["meeting-2026-06-16.ics"]


def test_the_link_to_what_waits_is_that_of_the_latest_version(world):
    world.meeting(2025)
    held, approver = world.named(Role.COORDINATOR), world.named(Role.APPROVER)
    world.delivered(held, TRAFFICKING)
    world.delivered(held, ALL)
    assert f"{SITE}/returns/curacao/2025/versions/2\n" in world.reminder("before-7", approver).text


def test_who_coordinates_and_approves_is_asked_for_both_in_one_letter(world):
    world.meeting(2024, 2025)
    held = world.named(Role.COORDINATOR)
    world.assign(held, Role.APPROVER)
    world.delivered(held, ALL)
    letter = world.reminder("before-21", held)
    assert letter.subject == "Figures 2024: nothing delivered yet, due 2 June (21 days)"
    assert f"{SITE}/returns/curacao/2024/form\n" in letter.text
    assert f"{SITE}/returns/curacao/2025/versions/1\n" in letter.text


def test_what_the_secretariat_entered_is_the_coordinators_to_confirm(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR)
    world.delivered(world.named(Role.SECRETARIAT, None), ALL)
    letter = world.reminder("before-21", held)
    assert "waiting for your confirmation" in letter.subject
    assert f"{SITE}/returns/curacao/2025/versions/1\n" in letter.text


def test_what_was_sent_back_leads_to_why(world):
    world.meeting(2025)
    held, approver = world.named(Role.COORDINATOR), world.named(Role.APPROVER)
    world.sent_back(world.delivered(held, ALL), approver)
    letter = world.reminder("before-21", held)
    assert letter.subject == "Figures 2025: sent back with a question, due 2 June (21 days)"
    assert "- 2025: the last delivery was sent back with a question\n" in letter.text
    assert f"Why 2025 was sent back:\n{SITE}/returns/curacao/2025\n" in letter.text


def test_a_promise_is_reminded_of_by_what_was_promised_and_says_how_to_name_another_day(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR)
    promised = whole(
        "trafficking", verdicts=("to-follow", "1 July 2026"), suspects=("to-follow", "1-9-2026")
    )
    world.released(world.delivered(held, promised), held)
    letter = world.reminder("to-follow-2026-07-01", held)
    assert letter.subject == "Figures 2025: 1 figure to follow, promised for 1 July 2026"
    assert "such as “1 August 2026”" in letter.text


@pytest.mark.parametrize(
    "promised, enclosed, told",
    [
        (
            "2026-06-10",
            ["curacao-2025.xlsx", "meeting-2026-06-16.ics"],
            f"Enclosed: the blank form, and for your calendar: {GATHERING}.",
        ),
        ("2026-07-01", ["curacao-2025.xlsx"], "Enclosed: the blank form."),
    ],
)
def test_a_promise_brings_the_form_and_no_meeting_that_is_over(world, promised, enclosed, told):
    world.meeting(2025, 2024)
    held = world.named(Role.COORDINATOR)
    late = whole("smuggling", verdicts=("to-follow", promised))
    world.released(world.delivered(held, {**TRAFFICKING, **late}), held)
    letter = world.reminder(f"to-follow-{promised}", held)
    assert names(letter) == enclosed
    assert told in letter.text.splitlines()
    assert f"<p>{told}<br>" in letter.html


def test_after_the_meeting_a_release_is_asked_for_without_anything_enclosed(world):
    meeting = world.meeting(2025)
    change = meeting._replace(plan=(-30,))
    with world.office.store.writing() as connection:
        meetings.change_meeting(connection, change)
    world.delivered(world.named(Role.COORDINATOR), ALL)
    letter = world.reminder("after-30", world.named(Role.APPROVER))
    assert names(letter) == []
    assert "Enclosed" not in letter.text + letter.html
    last = letter.text.rstrip().rpartition("\n\n")[2]
    assert last.endswith("these letters stop by themselves.")
    assert "\n" not in last


def test_where_to_state_that_there_were_none_is_said(world):
    world.meeting(2025)
    text = world.reminder("before-21", world.named(Role.COORDINATOR)).text
    question, _, rest = text.partition("There were none, or something could not be counted? ")
    assert question
    assert rest.startswith(f"Say so here too, without a form:\n{SITE}/\n")


def test_a_letter_names_nobody(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR, name="Reader")
    other = world.named(Role.APPROVER, name="Somebody Else")
    world.delivered(held, TRAFFICKING)
    for reader in (held, other):
        letter = world.reminder("before-21", reader)
        assert not re.search("Somebody Else|Reader", letter.text + letter.html + letter.subject)


def test_it_goes_to_the_address_in_the_outbox_as_it_would_be_written_now(world):
    world.meeting(2025)
    held, now = world.named(Role.COORDINATOR), at(5, 12)
    queue_due(world.office, now)
    world.released(world.delivered(held, TRAFFICKING), held)
    with world.office.store.reading() as connection:
        (message,) = (m for m in outbox.messages(connection) if m.step == "before-21")
        letter = written(world.office, connection, message, now)
    assert letter.address == message.address
    assert "smuggling still missing" in letter.subject


def test_once_all_is_there_it_need_not_go(world):
    world.meeting(2025)
    held, now = world.named(Role.COORDINATOR), at(5, 12)
    queue_due(world.office, now)
    world.released(world.delivered(held, ALL), held)
    with world.office.store.reading() as connection:
        (message,) = (m for m in outbox.messages(connection) if m.step == "before-21")
        assert written(world.office, connection, message, now) is Why.NOTHING_MISSING


def test_a_preview_of_what_is_not_missing_reads_as_if_it_were(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR)
    world.released(world.delivered(held, ALL), held)
    assert "nothing delivered yet" in world.reminder("before-21", held).subject


def test_a_preview_for_an_approver_reads_as_if_something_waited(world):
    world.meeting(2025)
    letter = world.reminder("before-21", world.named(Role.APPROVER))
    assert "waiting for your release" in letter.subject
    assert f"{SITE}/returns/{HERE}/2025\n" in letter.text
