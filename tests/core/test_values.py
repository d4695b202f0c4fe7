"""The small values of the domain: keys, validity, places, days, verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.codebooks import load
from exchange.core.cells import Place, column_number, position
from exchange.core.codebook import ALWAYS, BASE_STATUS, Key, Validity
from exchange.core.dates import day_of, is_day_from
from exchange.core.form import Form, role_name
from exchange.core.returns import (
    Entry,
    Finding,
    Observation,
    Return,
    Severity,
    Verdict,
    verdict_on,
)

BOOK = load()
VICTIMS = Key("trafficking", "victims")
FEMALE = Key("trafficking", "victims", "sex", "female")

# ── Keys and years ─────────────────────────────────────────────────────────────────────────────


def test_a_key_is_named_as_its_cell_in_the_workbook():
    assert (VICTIMS.name, FEMALE.name) == ("trafficking_victims", "trafficking_victims_sex_female")
    assert FEMALE.headline == VICTIMS == VICTIMS.headline


def test_the_cells_of_a_row_are_named_by_their_role():
    assert role_name(FEMALE, "value") == "trafficking_victims_sex_female"
    assert role_name(FEMALE, "note") == "trafficking_victims_sex_female_note"


@pytest.mark.parametrize(
    "valid, years",
    [
        (ALWAYS, {2011, 2012, 2013, 2014}),
        (Validity(2012), {2012, 2013, 2014}),
        (Validity(None, 2012), {2011, 2012}),
        (Validity(2012, 2013), {2012, 2013}),
        (Validity(2013, 2012), set()),
    ],
)
def test_both_years_of_a_validity_are_included(valid, years):
    assert {year for year in range(2011, 2015) if year in valid} == years


def test_only_a_year_can_be_in_a_validity():
    assert "2012" not in ALWAYS


def test_the_dataflow_is_written_as_sdmx_does():
    assert str(BOOK.sdmx) == "MOU:DF_THB_SOM(1.0)"


def test_an_area_has_the_reporters_of_its_parts():
    assert BOOK.reporters_of("aruba") == ("aruba",)
    assert set(BOOK.reporters_of("netherlands")) == {
        "european-netherlands",
        "caribbean-netherlands",
    }
    assert set(BOOK.reporters_of("kingdom")) == set(BOOK.reporters)


def test_everything_has_a_name_in_every_language():
    assert BOOK.area_label("curacao")["pap-CW"] == "Kòrsou"
    assert BOOK.area_label("kingdom")["nl"] == "Koninkrijk"
    assert BOOK.key_label(VICTIMS, "nl") == "Slachtoffers"
    assert BOOK.key_label(FEMALE, "nl") == "Slachtoffers naar geslacht: Vrouw"


# ── Forms ──────────────────────────────────────────────────────────────────────────────────────


def test_a_form_asks_ten_figures_five_for_each_offence():
    form = Form(BOOK, "aruba", 2024)
    assert len(form.headlines) == 10
    assert [key.figure for key in form.headlines_of("smuggling")] == list(BOOK.figures)
    assert form.keys[:10] == form.headlines


def test_only_the_caribbean_netherlands_divides_by_island():
    with_islands = [
        reporter
        for reporter in BOOK.reporters
        if any(block.breakdown.slug == "island" for block in Form(BOOK, reporter, 2024).blocks)
    ]
    assert with_islands == ["caribbean-netherlands"]
    blocks = Form(BOOK, "caribbean-netherlands", 2024).blocks
    assert sum(block.breakdown.slug == "island" for block in blocks) == 10


def test_a_breakdown_has_no_basis_of_its_own():
    form = Form(BOOK, "aruba", 2024)
    assert form.roles(VICTIMS) == ("value", "status", "basis", "note")
    assert form.roles(FEMALE) == ("value", "status", "note")


def test_a_block_knows_its_total_its_classes_and_its_question():
    form = Form(BOOK, "aruba", 2024)
    block = form.blocks_of("trafficking")[0]
    assert (block.total, block.multiple) == (VICTIMS, "trafficking_victims_sex_multiple")
    assert [key.category for key in block.keys] == ["female", "male", "other", "unknown"]


def test_figures_breakdowns_and_classes_are_asked_in_their_years_only():
    sex, verdicts = BOOK.breakdowns["sex"], BOOK.figures["verdicts"]
    other = sex.classes[2]._replace(valid=Validity(2020))
    classes = (*sex.classes[:2], other, sex.classes[3])
    breakdowns = {
        "sex": sex._replace(classes=classes),
        "age": BOOK.breakdowns["age"]._replace(valid=Validity(None, 2019)),
    }
    figures = {**BOOK.figures, "verdicts": verdicts._replace(valid=Validity(2020))}
    book = replace(BOOK, breakdowns=breakdowns, figures=figures)
    before, after = Form(book, "aruba", 2019), Form(book, "aruba", 2020)
    assert (len(before.headlines), len(after.headlines)) == (8, 10)
    assert {block.breakdown.slug for block in before.blocks} == {"sex", "age"}
    assert {block.breakdown.slug for block in after.blocks} == {"sex"}
    assert (len(before.blocks[0].keys), len(after.blocks[0].keys)) == (3, 4)


# ── Places and days ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("letters, number", [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16_384)])
def test_columns_are_counted_from_a(letters, number):
    assert column_number(letters) == number


@pytest.mark.parametrize(
    "address, row_and_column",
    [("D12", (12, 4)), ("AB3", (3, 28)), ("", (0, 0)), ("A1:B2", (0, 0)), ("12", (0, 0))],
)
def test_cells_are_sorted_as_one_reads_them(address, row_and_column):
    assert position(address) == row_and_column


def test_a_place_on_another_sheet_says_so():
    place = Place("Kid's sheet", "D9")
    assert place.seen_from("Kid's sheet") == "D9"
    assert place.seen_from("Figures") == "'Kid''s sheet'!D9"
    assert place.seen_from(None) == "'Kid''s sheet'!D9"


@pytest.mark.parametrize(
    "serial, day",
    [
        ("45000", date(2023, 3, 15)),
        ("45000.75", date(2023, 3, 15)),
        ("1", date(1899, 12, 31)),
        ("1e300", None),
        ("99999999", None),
        ("NaN", None),
        ("INF", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_a_serial_number_is_a_day(serial, day):
    assert day_of(serial) == day


@given(st.one_of(st.text(), st.floats().map(repr), st.integers().map(str)))
def test_no_serial_number_raises(serial):
    assert day_of(serial) is None or isinstance(day_of(serial), date)


@pytest.mark.parametrize(
    "text, possible",
    [
        ("2024-01-01", True),
        ("2025-06-30", True),
        ("2023-12-31", False),
        ("March", False),
        ("", False),
    ],
)
def test_figures_are_drawn_in_their_year_or_later(text, possible):
    assert is_day_from(2024, text) is possible


# ── Returns and verdicts ───────────────────────────────────────────────────────────────────────


def test_an_entry_is_blank_where_it_has_neither_value_nor_reason():
    assert Entry(VICTIMS).blank
    assert not Entry(VICTIMS, 0).blank
    assert not Entry(VICTIMS, status="withheld").blank
    assert Entry(VICTIMS, note="soon").blank
    assert Entry(VICTIMS).status == BASE_STATUS


def test_a_return_knows_which_offences_it_delivers():
    observation = Observation(Entry(VICTIMS, 3))
    returned = Return("aruba", 2024, {VICTIMS: observation}, "nl")
    assert returned.delivered("trafficking")
    assert not returned.delivered("smuggling")
    assert returned.entry(VICTIMS) == Entry(VICTIMS, 3)
    assert returned.entry(FEMALE) is None
    assert observation.key == VICTIMS


ERROR = Finding(Severity.ERROR, "blank")
WARNING = Finding(Severity.WARNING, "jump")
EXPLAINED = WARNING._replace(explanation="one large case")
NOTE = Finding(Severity.NOTE, "comments")


@pytest.mark.parametrize(
    "findings, verdict",
    [
        ((), Verdict.ACCEPTED),
        ((NOTE,), Verdict.ACCEPTED),
        ((NOTE, EXPLAINED), Verdict.ACCEPTED),
        ((WARNING._replace(explanation=""),), Verdict.NEEDS_EXPLANATION),
        ((NOTE, EXPLAINED, WARNING), Verdict.NEEDS_EXPLANATION),
        ((WARNING, ERROR), Verdict.REJECTED),
        ((EXPLAINED, ERROR), Verdict.REJECTED),
        ((ERROR._replace(explanation="but it is so"),), Verdict.REJECTED),
    ],
)
def test_the_weightiest_finding_makes_the_verdict(findings, verdict):
    assert verdict_on(findings) is verdict
