"""Meetings and their deadlines as a calendar (RFC 5545), the same bytes for the same meetings.

A deadline is one instant and is written in UTC: every calendar shows it rightly on its owner's
clock, while a TZID of ours is only as good as the program's guess at our VTIMEZONE (Outlook drops
those it cannot approximate). The time where the meeting is stands in the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from exchange.core.meetings import Meeting
from exchange.wording import Translator, translator
from exchange.wording.meeting_texts import due_text, meeting_name, meeting_title, told_years

MEDIA_TYPE = "text/calendar"

REFRESH = timedelta(hours=12)
"""How often a calendar that subscribed to this one is to look again."""

ALARM = timedelta(days=-7)

_BEFORE_ANY = datetime(2023, 1, 1, tzinfo=UTC)
"""Stands for when a meeting was set of which that was not kept; the MoU is of that year."""


def agenda(meetings: Iterable[Meeting], language: str, url: Callable[[Meeting], str]) -> bytes:
    """The calendar of some meetings; ``url`` is a meeting's page, its host part of what stays."""
    _ = translator(language)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//MoU exchange//meetings//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("MoU exchange"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for meeting in meetings:
        calendar.add_component(_gathering(_, meeting, url(meeting)))
        calendar.add_component(_deadline(_, meeting, url(meeting)))
    return bytes(calendar.to_ical())


def _gathering(_: Translator, meeting: Meeting, url: str) -> Event:
    event = _event(meeting, "", url)
    event.add("dtstart", meeting.day)
    event.add("dtend", meeting.until + timedelta(days=1))  # the first day that is not part of it
    event.add("summary", _said(_, meeting, meeting_name(_, meeting)))
    if where := meeting.place or meeting.link:
        event.add("location", where)
    joined = [_("Join from afar: {link}", link=meeting.link)] if meeting.link else []
    event.add("description", "\n".join([due_text(_, meeting), *joined, url]))
    return event


def _deadline(_: Translator, meeting: Meeting, url: str) -> Event:
    years = told_years(meeting.years, _.language)
    event = _event(meeting, "-deadline", url)
    event.add("dtstart", meeting.deadline.astimezone(UTC))
    event.add("summary", _said(_, meeting, _("deadline for the figures of {years}", years=years)))
    event.add("transp", "TRANSPARENT")  # nobody is busy by it
    due = due_text(_, meeting)
    event.add("description", "\n".join([due, meeting_title(_, meeting), url]))
    if meeting.cancelled_at is None:
        event.add_component(_alarm(due))
    return event


def _event(meeting: Meeting, which: str, url: str) -> Event:
    """What both events of a meeting have."""
    stamp = meeting.changed_at or meeting.cancelled_at or _BEFORE_ANY
    event = Event()
    event.add("uid", f"meeting-{meeting.id}{which}@{urlsplit(url).hostname}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", stamp.astimezone(UTC))
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    event.add("url", url)
    return event


def _said(_: Translator, meeting: Meeting, what: str) -> str:
    """Says in words too what is off: some calendars pass over the status."""
    named = _("MoU exchange: {what}", what=what)
    return _("Cancelled: {what}", what=named) if meeting.cancelled_at else named


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", text)
    return alarm
