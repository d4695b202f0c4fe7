"""The day by which a figure is promised, read from a note as people write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.core.promises import promised

TODAY = date(2027, 1, 12)
SUMMER = date(2027, 7, 1)


@pytest.mark.parametrize(
    "note",
    [
        "To follow by 1 July 2027.",
        "to follow by 1 July",
        "by the 1st of July",
        "July 1, 2027",
        "on July 1st",
        "2027-07-01",
        "1-7-2027, 01/07/2027 or 1.7.2027",
        "Volgt op 1 juli 2027",
        "VOLGT 1 JULI",
        "komt de 1e juli",
        "Ta bini dia 1 di yüli 2027",
        "dia 1 di yüli di 2027",
        "dia 1 di yu\u0308li",  # the same, in two code points
        "Ta bin 1 di juli 2027",
    ],
)
def test_a_day_is_understood_as_people_of_the_four_countries_write_it(note):
    assert promised(note, TODAY) == SUMMER


@pytest.mark.parametrize(
    "month, names",
    [
        (1, "january januari yanüari"),
        (2, "february februari febrüari"),
        (3, "march maart mart"),
        (4, "april aprel"),
        (5, "may mei"),
        (6, "june juni yüni"),
        (8, "august augustus ougùstùs"),
        (9, "september sèptèmber"),
        (10, "october oktober òktober"),
        (11, "november novèmber"),
        (12, "december desèmber"),
    ],
)
def test_every_month_is_known_in_the_four_languages(month, names):
    for name in names.split():
        assert promised(f"28 {name} 2028", TODAY) == date(2028, month, 28), name


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Later.",
        "In maart 5 zaken",
        "31 February 2027",
        "2027-13-01",
        "12 January 2027",  # today is no promise
        "11-1-2027",
        "1 July 2007",
        "1 July 2072",  # a slip of the pen
        "20 of 30 cases",
        "30 December",  # two weeks ago, and not in a year
        "art. 2:239 Sr",
        "by 29 February",  # of a year that has none
        "1 figure is known, 2 may follow later",
        "2 may, as things stand, follow",
        "3 may be counted",
        "MAY 3",
    ],
)
def test_what_names_no_day_to_come_promises_nothing(note):
    assert promised(note, TODAY) is None


def test_of_several_days_the_first_to_come_counts():
    assert promised("Counted on 31-12-2026; by 1 July, at the latest 1 August", TODAY) == SUMMER


def test_a_day_without_its_year_is_the_next_that_comes():
    assert promised("by 5 January", date(2026, 11, 1)) == date(2027, 1, 5)
    assert promised("by 29 February", date(2027, 11, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "note",
    [
        "2 may",
        "To follow: 2 May.",
        "(ready 2 May)",
        "Ready 2 May; that is late",
        "ready 2 May\nnot before",
        "by 2 May the rest follows",
        "before the 2 May",
        "the 2nd of May at the latest",
        "2 May 2027 at the latest",
        "May 2nd at the latest",
        "2 may follow later, by 2 May the first",
        "op 2 mei komt de rest",
    ],
)
def test_may_is_a_month_where_it_can_be_nothing_else(note):
    assert promised(note, TODAY) == date(2027, 5, 2)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 700))
def test_what_is_written_is_read(after, days):
    day = date.fromordinal(after.toordinal() + days)
    for note in (f"{day}", f"{day.day}-{day.month}-{day.year}", f"{day:%d %B %Y}"):
        assert promised(note, after) == day


@given(st.text(), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_whatever_a_note_says_no_day_before_comes_of_it(note, after):
    day = promised(note, after)
    assert day is None or day > after
