"""Charts draw numbers only: a gap is a gap, a break cuts the line, zero is on the axis."""

from __future__ import annotations

from exchange.core.comparison import Compared
from exchange.core.merge import merge
from exchange.core.returns import Return
from exchange.publish.charts import axis_step
from exchange.publish.labels import Labels
from exchange.publish.trends import finding
from tests.compare.making import BOOK, VICTIMS, Said, real_returns, sent
from tests.compare.reading import charts, overview, plotted_ranges, values_in


def series(*said: Said) -> list[Return]:
    """Aruba's victims, year after year from 2015 on."""
    return [sent("aruba", 2015 + n, trafficking_victims=told) for n, told in enumerate(said)]


def lines(*said: Said) -> list[list[object]]:
    """What the trend chart of Aruba's victims plots: the values of each of its lines."""
    comparison = merge(BOOK, series(*said))
    book = overview(comparison)
    return [values_in(book, reference) for reference in plotted_ranges(charts(comparison)[1])]


def test_gaps_plot_as_gaps() -> None:
    assert lines(3, "not-available", 5, "withheld") == [[3, None, 5, None]]
    comparison = merge(BOOK, real_returns())
    book = overview(comparison)
    for chart in charts(comparison)[1:]:
        assert 'dispBlanksAs val="gap"' in chart
        for reference in plotted_ranges(chart):
            values = values_in(book, reference)
            assert {type(value) for value in values} <= {int, type(None)}
            assert len(values) == len(comparison.years)


def test_a_zero_is_plotted_as_zero() -> None:
    assert lines(3, 0, 5) == [[3, 0, 5]]


def test_a_break_cuts_the_line() -> None:
    assert lines(3, 4, {"value": 40, "status": "break"}, 41) == [
        [3, 4, None, None],
        [None, None, 40, 41],
    ]


def test_a_break_in_the_first_year_cuts_nothing() -> None:
    assert lines({"value": 3, "status": "break"}, 4) == [[3, 4]]


def test_a_break_between_gaps_leaves_no_empty_line() -> None:
    assert lines("not-available", {"value": 40, "status": "break"}, 41) == [[None, 40, 41]]


def test_every_axis_begins_at_zero() -> None:
    for chart in charts(merge(BOOK, real_returns())):
        assert 'min val="0"' in chart
        assert 'delete val="0"' in chart


def test_a_reporter_without_a_number_has_no_chart() -> None:
    comparison = merge(BOOK, [*series(3, 4), sent("curacao", 2015, trafficking_victims="withheld")])
    assert len(charts(comparison)) == 2


def test_one_year_makes_no_trend() -> None:
    assert len(charts(merge(BOOK, series(3)))) == 1


def test_charts_with_many_years_have_no_number_at_each_point() -> None:
    few, many = charts(merge(BOOK, series(1, 2, 3)))[1], charts(merge(BOOK, series(*range(12))))[1]
    assert 'showVal val="1"' in few
    assert 'showVal val="1"' not in many


def said_of(*values: int) -> str:
    comparison = merge(BOOK, series(*values))
    seen = [comparison.at("aruba", VICTIMS, year) for year in comparison.years]
    return finding(Labels(BOOK, "en"), [one for one in seen if isinstance(one, Compared)])


def test_the_title_says_the_finding_in_words() -> None:
    assert said_of(3) == "Aruba: 3 in 2015"
    assert said_of(3, 3) == "Aruba: 3 in 2016 as in 2015"
    assert said_of(3, 1200) == "Aruba: from 3 in 2015 to 1\u202f200 in 2016"
    assert said_of(3, 44, 5) == "Aruba: 5 in 2017, highest 44 in 2016"


def test_grid_lines_are_round_numbers_and_few() -> None:
    assert [axis_step(highest) for highest in (0, 1, 4, 5, 9, 44, 96, 1334, 30000)] == [
        *(1, 1, 1, 2, 5, 20, 50, 500, 10000),
    ]


def test_the_first_pages_title_names_who_answered_most_and_fewest() -> None:
    made = [sent(slug, trafficking_victims=1) for slug in BOOK.reporters]
    assert "Every reporter answered 1 of 10 figures" in charts(merge(BOOK, made))[0]
    assert (
        "Aruba answered most figures (1 of 10), Curaçao, Sint Maarten"
        in charts(merge(BOOK, made[:1]))[0]
    )
