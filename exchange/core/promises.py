"""The day by which a figure is promised, as it stands in a note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

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
_MONTH = f"(?P<m>{'|'.join(_NUMBER)})"
_IN_WORDS = re.compile(
    r"\b(?P<by>(?:by|before|until)\s+(?:the\s+)?)?"
    rf"(?P<d>\d{{1,2}})(?P<th>st|nd|rd|th|e)?\s+(?:di\s+|of\s+)?{_MONTH}"
    r"(?:,?\s+(?:di\s+)?(?P<y>\d{4}))?\b(?P<end>\s*(?:[.;:!?)]|$))?",
    re.MULTILINE,
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?=st|nd|rd|th|,?\s+\d{{4}}\b)(?P<th>st|nd|rd|th)?"
    r"(?:,?\s+(?P<y>\d{4}))?\b"
)
"""With “st” or a year only: “in March 5 cases” names no day."""

_JUST_OVER = timedelta(days=60)
"""A day named without its year that was so lately is over, and not a year away."""

_FURTHEST = timedelta(days=731)
"""Nobody promises a figure for later: that is a slip of the pen."""


def promised(note: str, after: date) -> date | None:
    """The first day after another that a note names; None where it names none.

    Understood are 2026-07-01, 1-7-2026 and 1/7/2026 (the day first, as all four countries write),
    “1 July 2026” in the four languages and “July 1, 2026”, where a year left away is the next that
    comes. Where “2 may” could go on as “2 may follow later” it is no day.
    """
    days = _days(unicodedata.normalize("NFC", note).lower(), after)
    return min((day for day in days if after < day <= after + _FURTHEST), default=None)


def _days(note: str, after: date) -> Iterator[date]:
    for form in (_ISO, _DAY_FIRST, _IN_WORDS, _MONTH_FIRST):
        for found in form.finditer(note):
            if _is_a_verb(found):
                continue
            month = _NUMBER.get(found["m"]) or int(found["m"])
            with suppress(ValueError):
                year = int(found["y"]) if found["y"] else _year_meant(month, int(found["d"]), after)
                yield date(year, month, int(found["d"]))


def _is_a_verb(found: re.Match[str]) -> bool:
    """Whether it can be the other “may”: “2 may follow later” names no day."""
    around = found.groupdict()
    sure = ("by", "th", "y", "end")
    return found["m"] == "may" and all(around.get(each) is None for each in sure)


def _year_meant(month: int, day: int, after: date) -> int:
    """The year in which that day of the calendar comes next, or just was."""
    lately = after - _JUST_OVER
    return lately.year + ((month, day) < (lately.month, lately.day))
