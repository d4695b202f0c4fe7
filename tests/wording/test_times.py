"""Days, times and lists as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from exchange.core.promises import promised
from exchange.wording.lists import told_list
from exchange.wording.times import told_day, told_time, told_zone
from exchange.wording.translator import LANGUAGES

DAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    "language, told",
    [
        ("en", "Tuesday 6 October 2026"),
        ("nl", "dinsdag 6 oktober 2026"),
        ("pap-CW", "djamars 6 Òktober 2026"),
        ("pap-AW", "diamars 6 october 2026"),
    ],
)
def test_each_orthography_has_its_own_names(language: str, told: str) -> None:
    assert told_day(DAY, language, weekday=True) == told
    assert told_day(DAY, language) == told.partition(" ")[2]
    assert told_day(DAY, language, year=False) == told.partition(" ")[2].removesuffix(" 2026")


def test_aruba_has_no_letter_of_curacaos_in_any_month_or_day() -> None:
    year = [told_day(date(2026, 1 + n % 12, 1 + n % 28), "pap-AW", weekday=True) for n in range(84)]
    assert not set("üùèò") & set("".join(year))
    assert len({text.split()[0] for text in year}) == 7
    assert len({text.split()[2] for text in year}) == 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_as_we_write_it_is_understood_in_a_note(language: str, month: int) -> None:
    day = date(2027, month, 17)
    assert promised(told_day(day, language), date(2026, 12, 1)) == day


@pytest.mark.parametrize(
    "language, told",
    [("en", "a, b, and c"), ("nl", "a, b en c"), ("pap-CW", "a, b, i c"), ("pap-AW", "a, b y c")],
)
def test_several_things_are_joined_as_the_language_does(language: str, told: str) -> None:
    assert told_list("abc", language) == told
    assert told_list("a", language) == "a"
    assert told_list("", language) == ""


def test_a_time_says_its_zone() -> None:
    at = datetime(2026, 6, 2, 21, tzinfo=UTC)
    assert told_time(at, "America/Curacao", "en") == "2 June 2026, 17:00 (Curaçao Time)"
    assert told_time(at, "America/Curacao", "pap-AW") == "2 juni 2026, 17:00 (Corsou)"


def test_no_zone_is_named_after_a_country_that_is_no_more() -> None:
    told = [told_zone("America/Kralendijk", language) for language in LANGUAGES]
    assert not [each for each in told if "Antia" in each or "Antil" in each]
    assert told[-1] == "Hulanda Caribense"
