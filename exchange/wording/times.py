"""A day and a time with their zone, as a language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location

from exchange.wording.translator import LANGUAGES

_ARUBAN: Mapping[str, str] = {
    "Yanüari": "januari",
    "Febrüari": "februari",
    "Mart": "maart",
    "Aprel": "april",
    "Mei": "mei",
    "Yüni": "juni",
    "Yüli": "juli",
    "Ougùstùs": "augustus",
    "Sèptèmber": "september",
    "Òktober": "october",
    "Novèmber": "november",
    "Desèmber": "december",
    "djadumingu": "diadomingo",
    "djaluna": "dialuna",
    "djamars": "diamars",
    "djarason": "diaranson",
    "djaweps": "diahuebs",
    "djabièrnè": "diabierna",
    "djasabra": "diasabra",
}
"""The CLDR knows months and days as Curaçao writes them, and no other Papiamentu."""

_PLACES: Mapping[tuple[str, str], str] = {
    ("America/Curacao", "pap-AW"): "Corsou",
    ("America/Kralendijk", "pap-CW"): "Hulanda Karibense",
    ("America/Kralendijk", "pap-AW"): "Hulanda Caribense",
}
"""Where the CLDR has another orthography's name, or that of a country that is no more."""

_NAMES = re.compile("|".join(_ARUBAN))


def told_time(instant: datetime, zone: str, language: str) -> str:
    """``2 June 2026, 17:00 (Curaçao Time)``."""
    there, locale = ZoneInfo(zone), LANGUAGES[language]
    time = format_datetime(instant.astimezone(there), "d MMMM y, HH:mm", locale=locale)
    return f"{_spelt(time, language)} ({told_zone(zone, language)})"


def told_zone(zone: str, language: str) -> str:
    """``Curaçao Time``."""
    place = _PLACES.get((zone, language))
    return place or str(get_timezone_location(ZoneInfo(zone), locale=LANGUAGES[language]))


def told_day(day: date, language: str, *, year: bool = True, weekday: bool = False) -> str:
    """``2 June 2026``, without ``year`` ``2 June``, with ``weekday`` ``Tuesday 2 June 2026``."""
    form = ("EEEE " if weekday else "") + ("d MMMM y" if year else "d MMMM")
    return _spelt(format_date(day, form, locale=LANGUAGES[language]), language)


def _spelt(text: str, language: str) -> str:
    if language != "pap-AW":
        return text
    return _NAMES.sub(lambda found: _ARUBAN[found[0]], text)
