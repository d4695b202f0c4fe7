"""The day by which a figure is promised, as it stands in a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    ("january", "januari", "yanüari", "januari"),
    ("february", "februari", "febrüari", "februari"),
    ("march", "maart", "mart", "maart"),
    ("april", "april", "aprel", "april"),
    ("may", "mei", "mei", "mei"),
    ("june", "juni", "yüni", "juni"),
    ("july", "juli", "yüli", "juli"),
    ("august", "augustus", "ougùstùs", "augustus"),
    ("september", "september", "sèptèmber", "september"),
    ("october", "oktober", "òktober", "october"),
    ("november", "november", "novèmber", "november"),
    ("december", "december", "desèmber", "december"),
)
"""In English, Dutch, Papiamentu and Papiamento."""

_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ISO = re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})\b")
_IN_WORDS = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|e)?\s+(?:di\s+)?(?P<m>{'|'.join(_NUMBER)})"
    r"(?:\s+(?:di\s+)?(?P<y>\d{4}))?\b"
)


def promised(note: str, after: date) -> date | None:
    """The first day after another that a note names; None where it names none.

    Understood are 2026-07-01, 1-7-2026 and 1/7/2026 (the day first, as all four countries write)
    and “1 July 2026” in the four languages, where a year left away is the next that comes.
    """
    return min((day for day in _days(note.lower(), after) if day > after), default=None)


def _days(note: str, after: date) -> Iterator[date]:
    for form in (_ISO, _DAY_FIRST, _IN_WORDS):
        for found in form.finditer(note):
            month = _NUMBER.get(found["m"]) or int(found["m"])
            for year in (int(found["y"]),) if found["y"] else (after.year, after.year + 1):
                try:
                    yield date(year, month, int(found["d"]))
                except ValueError:
                    continue
