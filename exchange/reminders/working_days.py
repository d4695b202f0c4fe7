"""Working days: neither a weekend nor a public holiday of the country."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache

import holidays

_FRIDAY = 4


def works(country: str, day: date) -> bool:
    """Whether people work there on that day; ``country`` is an ISO 3166 code."""
    return day.weekday() <= _FRIDAY and day not in _holidays(country)


@cache
def _holidays(country: str) -> Container[date]:
    """Worked out year by year, as they are asked for; none where the country is not known."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return frozenset()
