"""Spreadsheet dates."""

from __future__ import annotations

from datetime import date, timedelta

_DAY_ZERO = date(1899, 12, 30)


def day_of(serial: str) -> date | None:
    """The day a spreadsheet's serial number stands for, or None where it is no such number."""
    try:
        return _DAY_ZERO + timedelta(days=int(float(serial)))
    except (ValueError, OverflowError):
        return None


def serial_of(day: date) -> int:
    """A day's serial number in a spreadsheet."""
    return (day - _DAY_ZERO).days


def is_day_from(year: int, text: str) -> bool:
    """Whether a text is an ISO date that lies in the year or after it."""
    try:
        return date.fromisoformat(text).year >= year
    except ValueError:
        return False
