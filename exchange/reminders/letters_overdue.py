"""The draft of what follows a missed deadline: the machine writes it, a person sends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from exchange.core.letters import Letter
from exchange.core.meetings import Meeting
from exchange.core.missing import Missing
from exchange.core.people import Role
from exchange.core.reminders import Contact, Why, by_reporter, missing_after
from exchange.mail import compose
from exchange.reminders.letters_deadline import deadline_for
from exchange.reminders.letters_reminder import pages_to_decide, return_page
from exchange.reminders.office import Office
from exchange.reminders.world import gathered
from exchange.storage import people
from exchange.wording import translator
from exchange.wording.meeting_texts import meeting_title, told_years
from exchange.wording.missing_texts import brief_text, missing_text

ESCALATION = "escalation"


def who_is_asked(contacts: Iterable[Contact], reporter: str) -> list[Contact]:
    """To whom the draft goes: the reporter's approvers, where none is named its coordinators."""
    here = by_reporter(contacts).get(reporter, [])
    approvers = [each for each in here if Role.APPROVER in each.roles]
    return approvers or [each for each in here if Role.COORDINATOR in each.roles]


def overdue_draft(
    office: Office,
    connection: Connection,
    meeting: Meeting,
    reporter: str,
    contact: Contact,
    now: datetime,
) -> Letter | Why:
    """The letter to one of those who are asked, in their language; or why there is nothing to ask.

    NOT_YET before the deadline, NOTHING_MISSING where all is there, or promised for a later day.
    """
    if now <= meeting.deadline:
        return Why.NOT_YET
    world = gathered(connection, office.codebook, now)
    owed = missing_after(world, meeting, now).get(reporter, ())
    if not owed:
        return Why.NOTHING_MISSING
    return _letter(office, connection, meeting, contact, owed, now)


def _letter(
    office: Office,
    connection: Connection,
    meeting: Meeting,
    contact: Contact,
    owed: Sequence[Missing],
    now: datetime,
) -> Letter:
    language = contact.language
    _, reporter = translator(language), office.codebook.reporters[owed[0].reporter]
    known = people.person_of(connection, contact.person)
    waiting = [each for each in owed if each.awaits]
    words = compose(
        ESCALATION,
        language,
        name=known.name if known else "",
        approves=Role.APPROVER in contact.roles,
        delivers=any(each._replace(awaits=None).asked_for(date.max) for each in owed),
        reporter=reporter.label[language],
        years=told_years([each.year for each in owed], language),
        what=brief_text(_, office.codebook, owed),
        lines=[missing_text(_, office.codebook, each) for each in owed],
        to_decide=pages_to_decide(office, connection, waiting),
        pages=[return_page(office, each) for each in owed if not each.awaits],
        meeting=meeting_title(_, meeting),
        **deadline_for(_, meeting, reporter.zone, now)._asdict(),
    )
    return Letter(ESCALATION, contact.address, *words)
