"""A day and a time with their zone, as a language writes them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from exchange.wording.translator import LANGUAGES


def told_time(instant: datetime, zone: str, language: str) -> str:
    """``2 June 2026, 17:00 (Curacao)``."""
    there = instant.astimezone(ZoneInfo(zone))
    place = zone.partition("/")[2].replace("_", " ") or zone
    return f"{format_datetime(there, 'd MMMM y, HH:mm', locale=LANGUAGES[language])} ({place})"
