"""A deadline as letters tell it: where the meeting is, where the reader is, and how far off."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.core.meetings import Meeting
from exchange.wording import Translator
from exchange.wording.times import told_day, told_time


class Deadline(NamedTuple):
    """The deadline in words. ``here`` is empty where the reader's clock says the same.

    ``left`` stands in a sentence (``21 days left``, ``3 days ago``), ``days`` in a subject
    (``21 days``, ``3 days ago``), ``day`` is ``2 June``.
    """

    due: str
    due_here: str
    day: str
    left: str
    days: str
    over: bool


def deadline_for(_: Translator, meeting: Meeting, zone: str, at: datetime) -> Deadline:
    """The deadline as told at an instant to who lives in a zone."""
    due, language = meeting.deadline, _.language
    there, here = (due.astimezone(ZoneInfo(each)) for each in (meeting.zone, zone))
    same = there.replace(tzinfo=None) == here.replace(tzinfo=None)
    n = meeting.days_left(at)
    return Deadline(
        told_time(due, meeting.zone, language),
        "" if same else told_time(due, zone, language),
        told_day(there.date(), language, year=False),
        _left(_, n),
        _days(_, n),
        n < 0,
    )


def _left(_: Translator, n: int) -> str:
    if n == 0:
        return _("today")
    return _ago(_, n) if n < 0 else _.plural("{n} day left", "{n} days left", n)


def _days(_: Translator, n: int) -> str:
    if n == 0:
        return _("today")
    return _ago(_, n) if n < 0 else _.plural("{n} day", "{n} days", n)


def _ago(_: Translator, n: int) -> str:
    return _.plural("{n} day ago", "{n} days ago", -n)
