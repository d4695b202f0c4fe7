"""A day and a time with their zone, as a language writes them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location

from exchange.wording.translator import LANGUAGES


def told_time(instant: datetime, zone: str, language: str) -> str:
    """``2 June 2026, 17:00 (Curaçao Time)``."""
    there, locale = ZoneInfo(zone), LANGUAGES[language]
    time = format_datetime(instant.astimezone(there), "d MMMM y, HH:mm", locale=locale)
    return f"{time} ({get_timezone_location(there, locale=locale)})"


def told_day(day: date, language: str, *, year: bool = True) -> str:
    """``2 June 2026``, or ``2 June``."""
    return format_date(day, "d MMMM y" if year else "d MMMM", locale=LANGUAGES[language])
