"""What goes with a letter: blank forms, and a meeting for the calendar."""

from __future__ import annotations

from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.core.letters import Enclosure
from exchange.core.meetings import Meeting
from exchange.publish.agenda import MEDIA_TYPE, agenda
from exchange.reminders.office import Office
from exchange.workbook.form import write_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def blank_form(codebook: CodeBook, reporter: str, year: int, language: str) -> Enclosure:
    """A form without any figure, in the language where the reporter uses it, else in its first."""
    used = codebook.reporters[reporter].languages
    chosen = language if language in used else used[0]
    content = write_form(Form(codebook, reporter, year), chosen, None)
    return Enclosure(f"{reporter}-{year}.xlsx", XLSX, content)


def calendar_entry(office: Office, meeting: Meeting, language: str) -> Enclosure:
    """The meeting and its deadline as ``meeting-2027-06-16.ics``."""
    content = agenda([meeting], language, lambda each: office.url(f"/meetings/{each.id}"))
    return Enclosure(f"meeting-{meeting.day}.ics", f"{MEDIA_TYPE}; charset=utf-8", content)
