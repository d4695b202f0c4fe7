"""A line says what was counted: gaps are gaps, breaks are cuts, zero is on the axis."""

from __future__ import annotations

import pytest

from exchange.core.returns import Return
from exchange.publish.page.lines import Text
from exchange.publish.page.scale import axis, lines_of, spread, width_of
from exchange.publish.page.trends import Trend
from tests.compare.making import Said, sent
from tests.publish_page.showing import shown


def over(*said: Said | None, until: int = 2019) -> list[Return]:
    """Aruba's returns of as many years; None where there is none."""
    first = until - len(said) + 1
    return [
        sent("aruba", first + n, **({} if one is None else {"trafficking_victims": one}))
        for n, one in enumerate(said)
    ]


def aruba(*said: Said | None) -> Trend:
    return shown(*over(*said), year=2019).trends[0]


def left_of(text: Text) -> float:
    shares = {"start": 0.0, "middle": 0.5, "end": 1.0}
    return text.x - shares[text.anchor] * width_of(text.text)


def test_the_charts_stand_in_the_order_of_the_islands() -> None:
    assert [trend.id for trend in shown().trends] == [
        *("trend-aruba", "trend-curacao", "trend-sint-maarten"),
        *("trend-caribbean-netherlands", "trend-european-netherlands"),
    ]


def test_the_title_says_the_finding() -> None:
    assert aruba(2, 44, 3).title == "Aruba: 3 in 2019, highest 44 in 2018"


def test_neighbouring_years_are_joined() -> None:
    (line,) = aruba(2, 4, 3).lines
    assert len(line.split()) == 3


def test_a_gap_ends_the_line() -> None:
    trend = aruba(2, 4, "not-available", 3, 5)
    assert [len(line.split()) for line in trend.lines] == [2, 2]
    assert len(trend.points) == 4


def test_a_number_between_two_gaps_is_a_point_alone() -> None:
    trend = aruba(2, "not-available", 4, "not-available", 3)
    assert (trend.lines, len(trend.points)) == ((), 3)


def test_a_break_cuts_the_line_between_its_year_and_the_one_before() -> None:
    trend = aruba(2, {"value": 4, "status": "break"}, 3)
    assert [len(line.split()) for line in trend.lines] == [2]
    (cut,) = trend.cuts
    before, after, _last = trend.points
    assert cut.x1 == cut.x2
    assert before.x < cut.x1 < after.x
    assert trend.remarks == ("2018: break in series",)


def test_a_break_in_the_first_year_cuts_nothing() -> None:
    assert aruba({"value": 4, "status": "break"}, 3).cuts == ()


def test_counts_on_another_basis_are_not_joined() -> None:
    trend = aruba(2, {"value": 4, "basis": "confirmed"})
    assert (trend.lines, trend.cuts) == ((), ())
    assert trend.remarks == ("2019: counted: confirmed only",)


def test_years_that_follow_one_another_share_a_remark() -> None:
    assert aruba("withheld", "withheld", 3, None).remarks == (
        *("2016–2017: withheld", "2019: not delivered"),
    )


def test_zero_is_on_the_axis_and_each_reporter_has_its_own_scale() -> None:
    trends = shown().trends
    assert {trend.scale[0].text for trend in trends} == {"0"}
    assert [trend.scale[-1].text for trend in trends] == ["80", "60", "100", "1", "1\u202f500"]


def test_a_zero_lies_on_the_axis_and_a_number_above_it() -> None:
    trend = aruba(0, 3)
    assert trend.points[0].y == trend.grid[0].y1 > trend.points[1].y


def test_every_number_of_a_short_series_stands_at_its_point() -> None:
    trend = aruba(2, {"value": 1372, "status": "provisional"}, 3)
    assert [label.text for label in trend.labels] == ["2", "1\u202f372ᵖ", "3"]


def test_a_long_series_names_its_last_and_its_highest_number() -> None:
    trend = aruba(2, 4, 6, 44, 5, 6, 7, 8, 3)
    assert [label.text for label in trend.labels] == ["3", "44"]
    assert trend.labels[0].x > trend.points[-1].x


def test_a_low_point_between_higher_ones_has_its_number_below() -> None:
    left, low, right = aruba(90, 40, 80).labels
    assert low.y > aruba(90, 40, 80).points[1].y
    assert max(left.y, right.y) < low.y


def test_the_reason_stands_in_the_gap_where_it_fits() -> None:
    trend = aruba(3, "not-available", "not-available", "not-available")
    (gap,) = trend.gaps
    assert gap.text == "not available"
    assert trend.points[0].x < gap.x


def test_a_reason_that_does_not_fit_is_below_only() -> None:
    trend = aruba(*[3, "not-available"] * 4)
    assert trend.gaps == ()
    assert "2019: not available" in trend.remarks


def test_everything_is_told_in_words() -> None:
    told = aruba(2, "withheld", {"value": 3, "status": "provisional"}).told
    assert told == "2017: 2; 2018: withheld; 2019: 3, provisional"


def test_a_reporter_without_numbers_has_no_points_but_its_reasons() -> None:
    curacao = shown(*over(2, 3)).trends[1]
    assert (curacao.title, curacao.points) == ("Curaçao: no number in any year", ())
    assert curacao.remarks == ("2018–2019: not delivered",)


def test_where_nobody_has_a_number_there_are_no_charts() -> None:
    assert shown(*over("withheld", "withheld")).trends == ()


@pytest.mark.parametrize("years", [2, 4, 7, 8, 20])
def test_nothing_lies_outside_the_drawing(years: int) -> None:
    said: list[Said] = [{"value": 99_999, "status": "estimated"}] * years
    trend = shown(*over(*said)).trends[0]
    texts = (*trend.scale, *trend.years, *trend.labels, *trend.gaps)
    assert all(left_of(text) >= 0 and 0 < text.y <= 170 for text in texts)
    assert all(left_of(label) > trend.scale[0].x for label in trend.labels)
    assert all(left_of(text) + width_of(text.text) <= 320 for text in texts)
    assert all(0 <= point.x <= 320 and 0 <= point.y <= 170 for point in trend.points)


def test_twenty_years_name_three_of_them() -> None:
    trend = shown(*over(*range(20), until=2030), year=2030).trends[0]
    assert [text.text for text in trend.years] == ["2011", "2020", "2030"]


@pytest.mark.parametrize(
    "highest, ticks",
    [(0, [0, 1]), (1, [0, 1]), (44, [0, 20, 40, 60]), (1334, [0, 500, 1000, 1500])],
)
def test_the_axis_goes_from_zero_to_a_round_number_at_or_above_the_highest(
    highest: int, ticks: list[int]
) -> None:
    made = axis(highest, 100, 0)
    assert list(made.ticks()) == ticks
    assert (made.place(0), made.place(ticks[-1])) == (100, 0)


def test_places_at_equal_distances() -> None:
    assert spread(3, 0, 10) == (0, 5, 10)
    assert spread(1, 0, 10) == (5,)


def test_a_text_is_cut_into_lines_that_fit() -> None:
    assert lines_of("counted: registered (possible victims too)", 200) == [
        *("counted: registered", "(possible victims too)"),
    ]
