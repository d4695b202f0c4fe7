"""What the secretariat is told, as it goes: nobody to write to, late, no meeting, a lost letter."""

import pytest

from exchange.core.people import Role
from exchange.core.reminders import Why
from exchange.reminders.due import queue_due
from exchange.reminders.letters import tell_of_failure, written
from exchange.storage import meetings, outbox
from tests.mail.letters_cases import ALL
from tests.mail.letters_world import BOOK, LettersWorld, at

SITE = "https://exchange.example.org"
TODAY, LATE, OVER = at(5, 12), at(6, 4), at(6, 18)


@pytest.fixture
def world(databases):
    with databases.migrated("sqlite") as store:
        yield LettersWorld(store)


@pytest.fixture
def office(world):
    """One of the secretariat."""
    world.meeting(2025)
    return world.named(Role.SECRETARIAT, None)


def queued(world, kind, now, reporter=None):
    queue_due(world.office, now)
    with world.office.store.reading() as connection:
        of_kind = [m for m in outbox.messages(connection) if m.kind == kind]
    return next(m for m in of_kind if reporter in {None, m.reporter})


def as_it_goes(world, message, now):
    with world.office.store.reading() as connection:
        return written(world.office, connection, message, now)


def lost(world, office, why="550 no such mailbox"):
    """The notice about a reminder that no server took."""
    world.named(Role.COORDINATOR)
    queue_due(world.office, TODAY)
    with world.office.store.writing() as connection:
        message = outbox.claim(connection, "worker", TODAY)
        assert message.kind == "reminder"
        outbox.mark_failed(connection, message.id, "worker", why, TODAY)
        tell_of_failure(world.office, connection, message, TODAY)
    return queued(world, "mail-failed", TODAY), message


def test_who_has_nobody_is_named_with_what_is_missing(world, office):
    letter = as_it_goes(world, queued(world, "unreachable", TODAY, "aruba"), TODAY)
    assert letter.subject == "Figures 2025: nobody to write to in Aruba, due 2 June (21 days)"
    assert letter.text.startswith("Please name a coordinator of Aruba")
    assert f"{SITE}/people\n" in letter.text
    assert "- 2025: nothing delivered yet\n" in letter.text


def test_where_all_addresses_are_paused_it_leads_to_where_they_are_resumed(world, office):
    world.paused(world.named(Role.COORDINATOR))
    letter = as_it_goes(world, queued(world, "unreachable", TODAY, "curacao"), TODAY)
    assert "their addresses are paused" in letter.text
    assert f"{SITE}/letters/addresses\n" in letter.text
    assert "curacao.example" not in letter.text


def test_where_only_the_release_lacks_the_approver_is_wanted(world, office):
    held = world.named(Role.COORDINATOR)
    world.paused(world.named(Role.APPROVER))
    world.delivered(held, ALL)
    letter = as_it_goes(world, queued(world, "unreachable", TODAY, "curacao"), TODAY)
    assert letter.text.startswith("Please name somebody else who releases the figures of Curaçao")


def test_once_somebody_is_there_nobody_is_told_that_nobody_is(world, office):
    message = queued(world, "unreachable", TODAY, "aruba")
    world.named(Role.COORDINATOR, "aruba")
    assert as_it_goes(world, message, TODAY) is Why.OUTDATED


def test_who_is_late_is_told_as_it_is_when_the_letter_goes(world, office):
    message, held = queued(world, "late", LATE), world.named(Role.COORDINATOR)
    assert "5 of 5 reporters late" in as_it_goes(world, message, LATE).subject
    world.released(world.delivered(held, ALL), held)
    letter = as_it_goes(world, message, LATE)
    assert letter.subject == "Figures 2025: 4 of 5 reporters late"
    assert "Curaçao\n" not in letter.text
    assert f"{SITE}/letters/drafts\n" in letter.text


def test_when_nobody_is_late_any_more_nobody_is_told(world, office):
    message = queued(world, "late", LATE)
    for reporter in BOOK.reporters:
        held = world.named(Role.COORDINATOR, reporter)
        world.released(world.delivered(held, ALL, reporter=reporter), held)
    assert as_it_goes(world, message, LATE) is Why.OUTDATED


def test_that_no_meeting_is_set_names_the_last_one(world, office):
    letter = as_it_goes(world, queued(world, "no-meeting", OVER), OVER)
    assert "The last one is over: Meeting of the coordinators, 16 June 2026." in letter.text
    assert f"{SITE}/meetings\n" in letter.text


def test_once_a_meeting_is_set_nobody_is_told_that_none_is(world, office):
    message = queued(world, "no-meeting", OVER)
    with world.office.store.writing() as connection:
        (last,) = meetings.all_meetings(connection)
        day = last.day.replace(month=11)
        meetings.add_meeting(connection, last._replace(day=day, years=(2026,)))
    assert as_it_goes(world, message, OVER) is Why.OUTDATED


def test_a_lost_letter_is_told_with_whom_it_did_not_reach_and_what_the_server_said(world, office):
    message, failed = lost(world, office, "550 5.1.1 no such\r\n mailbox <b>here</b>")
    letter = as_it_goes(world, message, TODAY)
    assert letter.subject == f"A letter did not reach {failed.address}"
    assert f"{SITE}/letters/{failed.id}\n" in letter.text
    assert "what is still missing of Curaçao\n" in letter.text
    assert "550 5.1.1 no such mailbox <b>here</b>\n" in letter.text
    assert "mailbox &lt;b&gt;here&lt;/b&gt;" in letter.html


def test_a_lost_letter_that_is_on_its_way_again_is_not_told_of(world, office):
    message, failed = lost(world, office)
    with world.office.store.writing() as connection:
        assert outbox.try_again(connection, failed.id, TODAY)
    assert as_it_goes(world, message, TODAY) is Why.OUTDATED


def test_that_the_secretariat_could_not_be_told_is_not_told_of_again(world, office):
    message, _ = lost(world, office)
    with world.office.store.writing() as connection:
        tell_of_failure(world.office, connection, message, TODAY)
        told = [m for m in outbox.messages(connection) if m.kind == "mail-failed"]
    assert told == [message]
