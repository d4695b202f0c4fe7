"""Working days: neither a weekend nor a public holiday of the country."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

_FRIDAY = 4


def works(country: str, day: date) -> bool:
    """Whether people work there on that day; ``country`` is an ISO 3166 code."""
    return day.weekday() <= _FRIDAY and day not in _holidays(country, day.year)


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    """A whole year at once, so that no thread sees half of it; none where nobody knows them."""
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
