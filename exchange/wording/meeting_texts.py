"""A meeting in words: what it is called, its days, the years that are due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from exchange.core.meetings import Meeting, MeetingKind
from exchange.wording.lists import told_list
from exchange.wording.times import told_day, told_time
from exchange.wording.translator import N_, Translator

KINDS: Mapping[str, str] = {
    MeetingKind.COORDINATORS: N_("Meeting of the coordinators"),
    MeetingKind.JVO: N_("Meeting of the ministers of justice (JVO)"),
}
"""Every kind of meeting, and what it is called."""


def meeting_name(_: Translator, meeting: Meeting) -> str:
    """``Meeting of the coordinators``."""
    return _(KINDS[meeting.kind])


def meeting_title(_: Translator, meeting: Meeting) -> str:
    """``Meeting of the coordinators, 16–17 June 2027``: which one it is."""
    days = told_span(meeting.day, meeting.until, _.language)
    return _("{meeting}, {days}", meeting=meeting_name(_, meeting), days=days)


def told_span(first: date, last: date, language: str) -> str:
    """``16 June 2027``, ``16–17 June 2027``, ``30 June – 1 July 2027``."""
    end = told_day(last, language)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{told_day(first, language, year=first.year != last.year)} – {end}"


def told_years(years: Iterable[int], language: str) -> str:
    """``2025 and 2026``."""
    return told_list(map(str, years), language)


def told_deadline(meeting: Meeting, language: str) -> str:
    """``2 June 2027, 17:00 (Curaçao Time)``: told where the meeting is."""
    return told_time(meeting.deadline, meeting.zone, language)


def due_text(_: Translator, meeting: Meeting) -> str:
    """What is due when, as a sentence."""
    return _(
        "The figures for {years} are due on {deadline}.",
        years=told_years(meeting.years, _.language),
        deadline=told_deadline(meeting, _.language),
    )


def facts(_: Translator, meeting: Meeting) -> list[tuple[str, str]]:
    """What there is to know of a meeting, each with what it is called; empty where nothing is."""
    return [
        (_("What"), meeting_name(_, meeting)),
        (_("When"), told_span(meeting.day, meeting.until, _.language)),
        (_("Where"), meeting.place),
        (_("Link"), meeting.link),
        (_("Figures due"), told_years(meeting.years, _.language)),
        (_("Deadline"), told_deadline(meeting, _.language)),
    ]


def changes(_: Translator, old: Meeting, new: Meeting) -> list[tuple[str, str, str]]:
    """What is another now: what it is called, what it was, what it is."""
    none = _("not set")
    return [
        (called, was or none, is_ or none)
        for (called, was), (_called, is_) in zip(facts(_, old), facts(_, new), strict=True)
        if was != is_
    ]
