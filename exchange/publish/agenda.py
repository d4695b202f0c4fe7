"""Meetings and their deadlines as a calendar (RFC 5545), the same bytes for the same meetings.

A deadline is one instant and is written in UTC: every calendar shows it rightly on its owner's
clock, while a TZID of ours is only as good as the program's guess at our VTIMEZONE (Outlook drops
those it cannot approximate). The time where the meeting is stands in the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from icalendar import Alarm, Calendar, Event, Timezone

from exchange.core.meetings import EARLIEST, Meeting
from exchange.wording import Translator, translator
from exchange.wording.meeting_texts import due_text, meeting_name, meeting_title, told_years

MEDIA_TYPE = "text/calendar"
PUBLISHED = f"{MEDIA_TYPE}; method=PUBLISH; charset=utf-8"
CANCELLED = f"{MEDIA_TYPE}; method=CANCEL; charset=utf-8"
"""As a mail has to name a file: its type and its content say the same method (RFC 6047)."""

REFRESH = timedelta(hours=12)
"""How often a calendar that subscribed to this one is to look again."""

ALARM = timedelta(days=-7)

_HOME = "America/Curacao"


class Publisher(NamedTuple):
    """Who tells of meetings: the ``url`` of each one's page, whose host is part of what stays.

    ``address`` is the organizer's, whom RFC 5546 wants to be named; empty where there is none.
    """

    url: Callable[[Meeting], str]
    address: str = ""


def agenda(meetings: Iterable[Meeting], language: str, publisher: Publisher) -> bytes:
    """Some meetings as a file: its entries go into the calendar that its reader has."""
    events = (event for each in meetings for event in _entries(each, language, publisher))
    return _bytes(_calendar("PUBLISH"), events)


def feed(meetings: Iterable[Meeting], language: str, publisher: Publisher) -> bytes:
    """The meetings as a calendar of its own to subscribe to.

    Its name and how often to look again stand nowhere else: a file that has them is opened by
    Outlook as one more calendar.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", translator(language)("MoU exchange"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    events = (event for each in meetings for event in _entries(each, language, publisher))
    return _bytes(calendar, events)


def cancellation(meeting: Meeting, language: str, publisher: Publisher) -> tuple[bytes, bytes]:
    """Files that take a meeting and its deadline out again.

    One each: all that a file with this method names has the same UID (RFC 5546, 3.2.5).
    """
    gathering, deadline = _entries(meeting, language, publisher)
    return _bytes(_calendar("CANCEL"), [gathering]), _bytes(_calendar("CANCEL"), [deadline])


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//MoU exchange//meetings//EN")
    calendar.add("method", method)
    return calendar


def _bytes(calendar: Calendar, events: Iterable[Event]) -> bytes:
    for event in events:
        calendar.add_component(event)
    if not calendar.subcomponents:
        # RFC 5545 wants one component at least; unlike an event, a time zone is shown to nobody.
        calendar.add_component(Timezone.from_tzid(_HOME))
    return bytes(calendar.to_ical())


def _entries(meeting: Meeting, language: str, publisher: Publisher) -> tuple[Event, Event]:
    _, url = translator(language), publisher.url(meeting)
    entries = _gathering(_, meeting, url), _deadline(_, meeting, url)
    if publisher.address:
        for event in entries:
            event.add("organizer", "mailto:" + quote(publisher.address, safe="@+"))
    return entries


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
    changed = meeting.changed_at or meeting.cancelled_at
    # Where no change was kept, a calendar wants a date all the same: no step of a plan is earlier.
    stamp = changed or meeting.deadline - timedelta(days=EARLIEST)
    event = Event()
    event.add("uid", f"meeting-{meeting.id}{which}@{urlsplit(url).hostname}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    if changed:
        event.add("last-modified", changed.astimezone(UTC))
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
