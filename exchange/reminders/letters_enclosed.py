"""What goes with a letter: blank forms, and a meeting for the calendar."""

from __future__ import annotations

from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.core.letters import Enclosure
from exchange.core.meetings import Meeting
from exchange.publish.agenda import CANCELLED, PUBLISHED, Publisher, agenda, cancellation
from exchange.reminders.office import Office
from exchange.workbook.form import write_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def blank_form(codebook: CodeBook, reporter: str, year: int, language: str) -> Enclosure:
    """A form without any figure, in the language where the reporter uses it, else in its first."""
    used = codebook.reporters[reporter].languages
    chosen = language if language in used else used[0]
    content = write_form(Form(codebook, reporter, year), chosen, None)
    return Enclosure(f"{reporter}-{year}.xlsx", XLSX, content)


def publisher(office: Office) -> Publisher:
    """How this office tells calendars of meetings."""
    return Publisher(
        lambda meeting: office.url(f"/meetings/{meeting.id}"), office.service.mail_from
    )


def calendar_files(office: Office, meeting: Meeting, language: str) -> tuple[Enclosure, ...]:
    """The meeting and its deadline as ``meeting-2027-06-16.ics``; of a cancelled one two files."""
    name, by = f"meeting-{meeting.day}", publisher(office)
    if meeting.cancelled_at is None:
        content = agenda([meeting], language, by)
        return (Enclosure(f"{name}.ics", PUBLISHED, content),)
    gathering, deadline = cancellation(meeting, language, by)
    return (
        Enclosure(f"{name}.ics", CANCELLED, gathering),
        Enclosure(f"{name}-deadline.ics", CANCELLED, deadline),
    )
