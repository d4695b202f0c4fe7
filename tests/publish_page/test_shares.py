"""Classes are shares of a total only where they can be: else counts, and the page says why."""

from __future__ import annotations

import pytest

from exchange.core.returns import Return
from exchange.publish.page.shares import Division
from tests.compare.making import Said, sent
from tests.publish_page.showing import shown


def divided(total: Said, **classes: Said) -> Return:
    """Aruba's victims by sex."""
    cells = {f"trafficking_victims_sex_{slug}": said for slug, said in classes.items()}
    return sent("aruba", trafficking_victims=total, **cells)


def only(*returns: Return, overlapping: tuple[tuple[str, str], ...] = ()) -> Division:
    (shares,) = shown(*returns, overlapping=overlapping).shares
    (division,) = shares.divisions
    return division


def said(division: Division) -> list[tuple[str, str]]:
    assert division.bars is not None
    return [(bar.name, bar.text) for bar in division.bars.bars]


def test_classes_that_add_up_are_shares_the_unknown_among_them() -> None:
    division = only(divided(20, female=15, male=0, other=0, unknown=5))
    assert said(division) == [
        *(("Female", "15 · 75 %"), ("Male", "0 · 0 %"), ("Other", "0 · 0 %")),
        ("Unknown", "5 · 25 %"),
    ]
    assert division.bars is not None
    assert division.bars.title == "Aruba: Female most, 15 of 20"


def test_the_whole_width_is_the_total_not_the_largest_class() -> None:
    def length(total: int) -> float:
        bars = only(divided(total, female=10)).bars
        assert bars is not None
        return bars.bars[0].length or 0

    assert length(40) < 0.3 * length(10)


def test_below_ten_counts_are_said_without_shares() -> None:
    assert said(only(divided(9, female=6, male=3))) == [("Female", "6"), ("Male", "3")]


def test_who_stands_in_no_class_given_is_never_dropped() -> None:
    division = only(divided(30, female=10))
    assert said(division)[-1] == ("in no class given", "20")
    assert division.not_given == "Not given: Male; Other; Unknown."
    assert division.bars is not None
    assert division.bars.title == "Aruba: Female, 10 of 30"


def test_a_class_with_a_reason_says_it() -> None:
    assert ("Male", "withheld") in said(only(divided(30, female=10, male="withheld")))


def test_several_largest_classes_leave_the_total_as_title() -> None:
    bars = only(divided(20, female=10, male=10)).bars
    assert bars is not None
    assert bars.title == "Aruba: 20 in all"


def test_overlapping_classes_are_counts_even_where_they_would_add_up() -> None:
    marked = (("aruba", "trafficking_victims_sex"),)
    division = only(divided(20, female=10, male=10), overlapping=marked)
    assert division.bars is None
    assert division.counts == "Female: 10 · Male: 10"
    assert division.why == (
        "One person can stand in several classes, so they are no shares of a total."
    )


def test_a_mark_of_another_reporter_or_breakdown_changes_nothing() -> None:
    marked = (("curacao", "trafficking_victims_sex"), ("aruba", "trafficking_victims_age"))
    assert only(divided(20, female=20), overlapping=marked).bars is not None


@pytest.mark.parametrize(
    "total, why",
    [
        (15, "The classes add up to more than the total, so they are no shares of it."),
        (0, "The total is 0: there is nothing to divide."),
        ("withheld", "The total is not known, so there are no shares."),
    ],
)
def test_classes_that_cannot_be_shares_are_counts(total: Said, why: str) -> None:
    division = only(divided(total, female=10, male={"value": 6, "status": "estimated"}))
    assert (division.bars, division.counts, division.why) == (None, "Female: 10 · Male: 6ᵉ", why)


def test_only_who_gave_a_breakdown_is_shown() -> None:
    page = shown(divided(20, female=20), sent("curacao", trafficking_victims=3))
    (shares,) = page.shares
    assert shares.title == "Human trafficking · Victims by sex"
    assert [division.area for division in shares.divisions] == ["Aruba"]


def test_a_breakdown_that_nobody_gave_is_not_shown() -> None:
    assert shown(sent("aruba", trafficking_victims=3)).shares == ()


def test_the_table_has_all_classes_and_the_total() -> None:
    (shares,) = shown(divided(20, female=15)).shares
    rows = shares.table.sections[0].rows
    assert [(row.label, row.cells[0].value, row.cells[0].words) for row in rows] == [
        *(("Female", 15, ""), ("Male", None, "not given"), ("Other", None, "not given")),
        *(("Unknown", None, "not given"), ("Total", 20, "")),
    ]
