"""What ministers are handed: true, whole, marked, and nothing in it that runs."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest

from exchange.core.codebook import Key, Validity
from exchange.core.comparison import Skipped
from exchange.core.merge import merge
from exchange.core.returns import Source, Verdict
from exchange.publish import write
from exchange.publish.book import lines_of
from tests.compare.making import BOOK, all_five, filled, grown, real_returns, sent
from tests.compare.reading import (
    BREAKDOWNS,
    COVERAGE,
    DEFINITIONS,
    FRONT,
    ORIGINS,
    PLOTTED,
    QUALITY,
    TRENDS,
    charts,
    column_of,
    overview,
    row_of,
    texts,
)

EUROPE, CARIBBEAN = "european-netherlands", "caribbean-netherlands"
REAL = merge(BOOK, real_returns())


def test_every_number_stands_beside_the_cell_it_came_from() -> None:
    rows = list(overview(REAL).worksheets[ORIGINS].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(REAL.observations)
    for row, seen in zip(rows, REAL.observations, strict=True):
        assert (row[14], row[1], row[15], row[4]) == (
            *(seen.area, seen.year, seen.key.name, seen.value),
        )
        origin = seen.origin or (None, None, None, None)
        assert (row[9], row[12], row[10], row[11]) == tuple(origin)


def test_the_first_page_carries_the_latest_years_numbers() -> None:
    book, heads = overview(REAL), {"netherlands": "together"}
    for key in BOOK.headlines(2019):
        label = BOOK.key_label(key, "en")
        unit = BOOK.bases.get(BOOK.figures[key.figure].unit, {}).get("en")
        row = row_of(
            book,
            FRONT,
            f"{label} ({unit})" if unit else label,
            list(BOOK.offences).index(key.offence),
        )
        for area in REAL.areas:
            seen = REAL.at(area, key, 2019)
            assert seen is not None
            shown = row[column_of(book, heads.get(area, BOOK.area_label(area)["en"]))].value
            if seen.value is None:
                assert isinstance(shown, str)
            else:
                assert shown == seen.value


def test_no_number_is_a_formula_and_no_text_either() -> None:
    hostile = '=HYPERLINK("http://example.org","x")'
    told = {"value": 4, "note": hostile, "status": "provisional"}
    made = replace(
        sent("aruba", trafficking_victims=told),
        source=Source(hostile, "5a" * 32),
        suppliers={"trafficking": "@SUM(1)"},
        drawn_on={"trafficking": "+1"},
        explanations={"trafficking_victims": "-2+3"},
    )
    left = [Skipped("=1+1", "0", Verdict.REJECTED)]
    comparison = merge(BOOK, [made], left)
    cells = [cell for page in overview(comparison) for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"n", "s"}
    assert hostile in {cell.value for cell in cells}
    with ZipFile(io.BytesIO(write(comparison, "xlsx"))) as archive:
        assert not any(
            b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets" in name
        )


def test_control_characters_do_not_break_the_file() -> None:
    told = {"value": 4, "note": "bell\x07 and _x0041_ & <tag>", "status": "provisional"}
    book = overview(merge(BOOK, [sent("aruba", trafficking_victims=told)]))
    assert "bell\ufffd and _x005F_x0041_ & <tag>" in texts(book, ORIGINS)


def test_the_headline_says_how_many_delivered_and_answered() -> None:
    book = overview(merge(BOOK, all_five(trafficking_victims=1)))
    assert book.worksheets[FRONT]["A2"].value == (
        "In 2019 all five reporters delivered; 5 of the 50 figures asked are answered."
    )


def test_the_headline_names_who_still_has_to_deliver() -> None:
    made = [sent("aruba", trafficking_victims=1, smuggling_victims="not-applicable")]
    page = overview(merge(BOOK, made)).worksheets[FRONT]
    assert page["A2"].value == (
        "In 2019 one reporter of five delivered; 2 of the 50 figures asked are answered."
    )
    assert page["A3"].value == (
        "Numbers: 1; cannot exist there: 1; missing: 48. Still to come: "
        "Curaçao, Sint Maarten, Caribbean Netherlands and European Netherlands."
    )


def test_an_offence_still_to_come_is_named_with_its_reporter() -> None:
    page = overview(merge(BOOK, all_five(trafficking_victims=1))).worksheets[FRONT]
    assert "Aruba (Migrant smuggling); Curaçao (Migrant smuggling)" in page["A3"].value


def test_a_partial_sum_is_lighter_marked_and_says_what_is_missing() -> None:
    book = overview(merge(BOOK, [sent(EUROPE, trafficking_victims=668)]))
    cell = row_of(book, FRONT, "Victims (persons)")[column_of(book, "together")]
    assert cell.value == 668
    assert "◐¹" in cell.number_format
    assert cell.font.color.rgb == "FF5F6B72"
    assert "¹ without Caribbean Netherlands" in texts(book, FRONT)


def test_a_whole_missing_area_is_named_as_one() -> None:
    book = overview(merge(BOOK, [sent("aruba", trafficking_victims=1)]))
    assert "¹ without Curaçao, Sint Maarten and Netherlands" in texts(book, FRONT)


@pytest.mark.parametrize("status", [s for s in BOOK.statuses.values() if s.mark])
def test_a_flag_is_a_mark_in_the_number_format_and_explained_under_the_table(status) -> None:
    told = {"value": 1372, "status": status.slug}
    book = overview(merge(BOOK, all_five(trafficking_victims=told)))
    cell = row_of(book, FRONT, "Victims (persons)")[column_of(book, "Kingdom")]
    assert (cell.value, status.mark in cell.number_format) == (1372 * 5, True)
    assert f"{status.mark} {status.label['en']}" in texts(book, FRONT)


def test_a_basis_other_than_the_usual_is_a_footnote() -> None:
    told = {"value": 14, "basis": "cases"}
    book = overview(merge(BOOK, [sent("curacao", trafficking_prosecutions=told)]))
    cell = row_of(book, FRONT, "Prosecutions (persons)")[column_of(book, "Curaçao")]
    assert "¹" in cell.number_format
    assert "¹ counted: cases" in texts(book, FRONT)


def test_two_footnotes_at_one_number_are_told_apart() -> None:
    told = {"value": 9, "basis": "registered"}
    book = overview(merge(BOOK, [sent(EUROPE, trafficking_victims=told)]))
    cell = row_of(book, FRONT, "Victims (persons)")[column_of(book, "together")]
    assert "◐¹,²" in cell.number_format


def test_gaps_are_words_and_never_zero_or_blank() -> None:
    said = {"trafficking_victims": "withheld", "trafficking_suspects": "not-applicable"}
    book = overview(merge(BOOK, [sent("aruba", **said)]))
    column = column_of(book, "Aruba")
    assert row_of(book, FRONT, "Victims (persons)")[column].value == "withheld"
    assert row_of(book, FRONT, "Suspects (persons)")[column].value == "not applicable"
    assert row_of(book, FRONT, "Victims (persons)")[column_of(book, "Curaçao")].value == (
        "not delivered"
    )
    assert row_of(book, FRONT, "Victims (persons)", 1)[column].value == "not delivered"


def test_a_sum_on_unlike_bases_says_so_in_words() -> None:
    made = [
        sent(EUROPE, trafficking_victims={"value": 900, "basis": "registered"}),
        sent(CARIBBEAN, trafficking_victims={"value": 2, "basis": "confirmed"}),
    ]
    book = overview(merge(BOOK, made))
    row = row_of(book, FRONT, "Victims (persons)")
    assert row[column_of(book, "together")].value == "unlike bases"
    assert row[column_of(book, "Kingdom")].value.startswith("unlike bases ")
    assert any("counted differently" in text for text in texts(book, FRONT))


def test_the_caveat_on_sums_is_on_the_first_page() -> None:
    caveat = "Kingdom and Netherlands: sums of counts; persons can be counted twice."
    assert caveat in texts(overview(REAL), FRONT)


def test_the_first_page_prints_on_one_landscape_a4() -> None:
    setup = overview(REAL).worksheets[FRONT].page_setup
    assert (setup.orientation, str(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == (
        *("landscape", "9", 1, 1),
    )


def test_the_first_page_has_one_chart() -> None:
    assert len(overview(REAL).worksheets[FRONT]._charts) == 1


def test_thousands_are_apart_by_a_narrow_no_break_space() -> None:
    book = overview(merge(BOOK, all_five(trafficking_victims=1372)))
    cell = row_of(book, FRONT, "Victims (persons)")[column_of(book, "Aruba")]
    assert cell.number_format == (
        '[>=1000000]0"\u202f"000"\u202f"000"\u00a0";[>=1000]0"\u202f"000"\u00a0";0"\u00a0"'
    )


def test_breakdowns_stand_under_their_total() -> None:
    book = overview(
        merge(BOOK, [sent("aruba", trafficking_victims=9, trafficking_victims_sex_female=7)])
    )
    words = texts(book, BREAKDOWNS)
    assert "Human trafficking · Victims by sex" in words
    assert row_of(book, BREAKDOWNS, "Female")[0].value == 7
    assert row_of(book, BREAKDOWNS, "Aruba")[0].value == 9


def test_a_class_given_in_one_year_only_says_so_in_the_others() -> None:
    made = [
        sent("aruba", 2018, trafficking_victims=3),
        sent("aruba", 2019, trafficking_victims=9, trafficking_victims_sex_female=7),
    ]
    row = row_of(overview(merge(BOOK, made)), BREAKDOWNS, "Female")
    assert [cell.value for cell in row] == ["not given", 7]


def test_nobody_gave_a_breakdown_is_said() -> None:
    words = texts(overview(merge(BOOK, all_five(trafficking_victims=1))), BREAKDOWNS)
    assert any("breakdown" in text.lower() for text in words[2:])


def test_coverage_counts_answers_for_each_reporter_and_year() -> None:
    made = [sent("aruba", 2018, trafficking_victims=3), sent("curacao", 2019)]
    book = overview(merge(BOOK, made))
    assert [cell.value for cell in row_of(book, COVERAGE, "Aruba")] == [1, "not delivered"]
    assert row_of(book, COVERAGE, "Aruba")[0].number_format == '0" / 10\u00a0"'


def test_files_left_out_are_named_on_the_first_page_and_under_coverage() -> None:
    left = [
        Skipped("late.xlsx", "0", Verdict.REJECTED, "curacao", 2019),
        Skipped("torn.xlsx", "0", Verdict.UNREADABLE),
    ]
    book = overview(merge(BOOK, [sent("aruba", trafficking_victims=1)], left))
    assert "Left out: late.xlsx (Curaçao 2019): has errors; torn.xlsx: cannot be read." in texts(
        book, FRONT
    )
    assert "torn.xlsx: cannot be read" in texts(book, COVERAGE)


def test_quality_tells_flags_bases_reasons_explanations_and_sources() -> None:
    made = replace(
        sent(
            "aruba",
            trafficking_victims={"value": 4, "status": "provisional", "note": "until May"},
            trafficking_prosecutions={"value": 4, "basis": "cases"},
            trafficking_suspects={"status": "not-available", "note": "not collected"},
        ),
        suppliers={"trafficking": "the police"},
        drawn_on={"trafficking": "2020-02-01"},
        explanations={"trafficking_victims": "one large case", "other": "as said"},
    )
    words = texts(overview(merge(BOOK, [made])), QUALITY)
    for told in ("until May", "provisional", "cases", "not collected", "the police", "2020-02-01"):
        assert told in words
    assert "one large case" in words
    assert "other" in words


def test_a_row_is_as_high_as_its_longest_text() -> None:
    assert lines_of("", 10) == 1
    assert lines_of("ten chars.", 10) == 1
    assert lines_of("two lines of ten", 10) == 2
    assert lines_of("see https://example.org/a/long/address", 10) == 5


def test_definitions_come_from_the_code_book() -> None:
    words = texts(overview(REAL, "nl"), DEFINITIONS)
    for offence in BOOK.offences:
        for figure in BOOK.figures.values():
            assert figure.definitions[offence]["nl"] in words
    assert "273f Sr" in words


@pytest.mark.parametrize("language", BOOK.languages)
def test_the_overview_speaks_every_language(language: str) -> None:
    book = overview(REAL, language)
    words = texts(book, FRONT)
    assert BOOK.offences["trafficking"].label[language] in words
    assert len({page.title for page in book}) == len(book.worksheets) == 8
    assert all(len(page.title) <= 31 for page in book)


def test_the_file_says_nothing_of_when_and_where_it_was_made() -> None:
    with ZipFile(io.BytesIO(write(REAL, "xlsx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2010-10-10T00:00:00Z") == 2


def test_a_reporter_that_did_not_exist_yet_has_empty_cells_on_the_first_page() -> None:
    later = BOOK.reporters["aruba"]._replace(valid=Validity(since=2020))
    book = replace(BOOK, reporters={**BOOK.reporters, "aruba": later})
    page = overview(merge(book, [sent("curacao", trafficking_victims=1)]))
    assert row_of(page, FRONT, "Victims (persons)")[column_of(page, "Aruba")].value is None


def test_a_comparison_of_nothing_is_still_a_workbook() -> None:
    book = overview(merge(BOOK, []))
    assert [page.title for page in book][-1] == "Chart data"
    assert list(book.worksheets[-2].iter_rows(min_row=2)) == []


def test_many_reporters_get_sums_and_tables_but_no_charts() -> None:
    codebook = grown(20)
    comparison = merge(codebook, filled(codebook, range(2018, 2020)))
    book = overview(comparison)
    heads = [cell.value for cell in book.worksheets[FRONT][4]]
    assert heads[1:] == ["Netherlands", "Kingdom"]
    assert charts(comparison) == []
    total = comparison.at("kingdom", Key("trafficking", "victims"), 2019)
    assert total is not None
    assert row_of(book, FRONT, "Victims (persons)")[1].value == total.value
    assert len(book.worksheets[PLOTTED]._charts) == 0
    assert "Area-7" in texts(book, TRENDS)
