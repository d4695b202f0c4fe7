"""The table of a year: every number leads to its cell, every gap is said, every mark explained."""

from __future__ import annotations

from exchange.core.returns import Return
from exchange.publish.page.figures import Figure
from tests.compare.making import BOOK, all_five, sent
from tests.publish_page.showing import REAL, shown

EUROPE, CARIBBEAN = "european-netherlands", "caribbean-netherlands"
SUM_OF_COUNTS = "Kingdom and Netherlands: sums of counts; persons can be counted twice."


def victims(*returns: Return) -> tuple[Figure, ...]:
    """Aruba, Curaçao, Sint Maarten, European, Caribbean, both together, Kingdom."""
    return shown(*returns).table.sections[0].rows[0].cells


def test_the_netherlands_are_unfolded_and_the_kingdom_stands_last() -> None:
    table = shown().table
    assert table.columns == (
        "Figure",
        *[
            (name, "number")
            for name in (
                *("Aruba", "Curaçao", "Sint Maarten"),
                *("European Netherlands", "Caribbean Netherlands", "together", "Kingdom"),
            )
        ],
    )
    assert table.groups == (("", 1), ("", 1), ("", 1), ("", 1), ("Netherlands", 3), ("", 1))


def test_both_offences_have_their_five_figures_with_units() -> None:
    sections = shown().table.sections
    assert [section.title for section in sections] == ["Human trafficking", "Migrant smuggling"]
    assert [row.label for row in sections[1].rows] == [
        *("Victims (persons)", "Police investigations", "Suspects (persons)"),
        *("Prosecutions (persons)", "Verdicts (persons)"),
    ]
    assert sections[1].rows[4].figure == "smuggling_verdicts"


def test_every_number_of_a_reporter_leads_to_its_cell_and_nothing_else_leads_anywhere() -> None:
    for year in REAL.years:
        for row in (r for s in shown(year=year).table.sections for r in s.rows):
            for figure in row.cells:
                leads = figure.value is not None and not figure.whole
                assert (figure.url is not None) == leads
    assert victims()[1].url == "/returns/curacao/2019#trafficking_victims"


def test_a_gap_is_said_in_words_and_a_true_zero_is_a_number() -> None:
    aruba, curacao, *_others = victims(
        sent("aruba", trafficking_victims=0), sent("curacao", trafficking_victims="withheld")
    )
    assert (aruba.value, aruba.words) == (0, "")
    assert (curacao.value, curacao.words) == (None, "withheld")


def test_what_nobody_sent_is_not_delivered() -> None:
    assert victims(sent("aruba", trafficking_victims=1))[2].words == "not delivered"


def test_a_partial_sum_says_what_it_is_without() -> None:
    cells = victims(sent(EUROPE, trafficking_victims=668))
    assert (cells[5].value, cells[5].without) == (668, "without Caribbean Netherlands")
    assert cells[6].without == "without Aruba, Curaçao, Sint Maarten and Caribbean Netherlands"


def test_a_complete_sum_is_without_nothing() -> None:
    cells = victims(*all_five(trafficking_victims=2))
    assert (cells[5].value, cells[5].without) == (4, "")
    assert (cells[6].value, cells[6].without) == (10, "")
    assert [cell.whole for cell in cells] == [False] * 5 + [True] * 2


def test_counts_on_unlike_bases_have_no_sum_and_the_table_says_why() -> None:
    page = shown(
        sent("aruba", trafficking_victims={"value": 2, "basis": "confirmed"}),
        sent("curacao", trafficking_victims=3),
    )
    aruba, *_others, kingdom = page.table.sections[0].rows[0].cells
    assert (kingdom.value, kingdom.words) == (None, "unlike bases")
    assert aruba.marks == (("¹", "counted: confirmed only"),)
    assert page.table.signs == (
        ("", "unlike bases: the parts were counted differently, so they are not added"),
        ("¹", "counted: confirmed only"),
    )


def test_only_marks_that_occur_are_explained() -> None:
    plain = shown(*all_five(trafficking_victims=2, smuggling_victims=1))
    marked = shown(*all_five(trafficking_victims={"value": 2, "status": "provisional"}))
    assert plain.table.signs == ()
    assert marked.table.signs == (("ᵖ", "provisional"),)


def test_a_sum_carries_the_mark_of_its_weakest_part() -> None:
    returns = [
        sent(EUROPE, trafficking_victims={"value": 6, "status": "estimated"}),
        sent(CARIBBEAN, trafficking_victims={"value": 1, "status": "provisional"}),
    ]
    assert victims(*returns)[5].marks == (("ᵉ", "estimated"),)


def test_each_basis_has_one_number_wherever_it_occurs() -> None:
    page = shown(
        *(sent(a, trafficking_prosecutions={"value": 2, "basis": "cases"}) for a in BOOK.reporters)
    )
    row = page.table.sections[0].rows[3]
    assert {cell.marks for cell in row.cells} == {(("¹", "counted: cases"),)}
    assert page.table.signs == (("¹", "counted: cases"),)


def test_that_persons_can_be_counted_twice_is_said() -> None:
    assert shown().caveat == SUM_OF_COUNTS


def test_the_series_has_a_row_for_each_year_the_latest_first() -> None:
    series = shown().series
    assert series is not None
    assert [row.label for row in series.sections[0].rows] == ["2019", "2018", "2017", "2016"]
    assert series.sections[0].rows[1].cells[1].value == 44


def test_one_year_alone_has_no_series() -> None:
    page = shown(sent("aruba", trafficking_victims=1))
    assert (page.series, page.trends) == (None, ())
