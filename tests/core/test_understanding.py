"""Everything that a value cell can hold: understood where it is certain, asked about where not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.codebooks import load
from exchange.core.cells import Cell, Kind
from exchange.core.understanding import BLANK, LARGEST, understand
from exchange.core.vocabulary import Vocabulary

BOOK = load()
VOCABULARY = Vocabulary(BOOK)


def read(text, kind=Kind.TEXT, formula=False):
    return understand(Cell(kind, text, formula), VOCABULARY)


def number(text, formula=False):
    return read(text, Kind.NUMBER, formula)


# ── Numbers as numbers ─────────────────────────────────────────────────────────────────────────


def test_an_empty_cell_says_nothing():
    assert understand(None, VOCABULARY) == BLANK


@pytest.mark.parametrize(
    "stored, value",
    [
        ("0", 0),
        ("12", 12),
        ("12.0", 12),
        ("12.", 12),
        ("1.2e1", 12),
        ("1E2", 100),
        ("+12", 12),
        ("-0", 0),
        ("-0.0", 0),
        ("00012", 12),
        ("0" * 5000 + "12", 12),
        ("9007199254740991", LARGEST - 1),
        ("9007199254740992", LARGEST),
        ("9007199254740992.0", LARGEST),
        ("9.007199254740992E+15", LARGEST),
    ],
)
def test_a_whole_number_is_taken_without_a_word(stored, value):
    understood = number(stored)
    assert (understood.value, understood.reason) == (value, None)
    assert (understood.problem, understood.remark) == (None, None)
    assert type(understood.value) is int


@pytest.mark.parametrize(
    "stored, problem",
    [
        ("12.5", "not-whole"),
        ("0.30000000000000004", "not-whole"),
        ("11.999999999999998", "not-whole"),
        ("12.0000000000000000000000000000000000001", "not-whole"),
        (".5", "not-whole"),
        ("0.372", "not-whole"),
        ("1.37", "not-whole"),
        ("1.3720000000000001", "not-whole"),
        ("1.372", "thousands-or-decimals"),
        ("999.001", "thousands-or-decimals"),
        ("1e-400", "not-whole"),
        ("1e-4000000", "not-whole"),
        ("0." + "0" * 5000 + "1", "not-whole"),
        ("-3", "negative"),
        ("-3.5", "negative"),
        ("-1e-400", "negative"),
        ("-1e400", "negative"),
        ("-1e400000", "negative"),
        ("-" + "9" * 5000, "negative"),
        ("9007199254740993", "too-large"),
        ("9007199254740992.5", "too-large"),
        ("18446744073709551616", "too-large"),
        ("1e400", "too-large"),
        ("1e400000", "too-large"),
        ("9" * 5000, "too-large"),
        ("9" * 20_000, "not-a-number"),
        ("1e99999999999999999999", "not-a-number"),
        ("NaN", "not-a-number"),
        ("INF", "not-a-number"),
        ("-INF", "not-a-number"),
        ("twelve", "not-a-number"),
    ],
)
def test_a_number_that_is_no_count_is_a_problem(stored, problem):
    understood = number(stored)
    assert understood.problem == problem
    assert (understood.value, understood.reason, understood.remark) == (None, None, None)


@pytest.mark.parametrize(
    "kind, stored, problem",
    [
        (Kind.DATE, "45000", "date"),
        (Kind.DATE, "12", "date"),
        (Kind.PERCENT, "0.12", "percent"),
        (Kind.PERCENT, "12", "percent"),
        (Kind.BOOLEAN, "TRUE", "true-or-false"),
        (Kind.BOOLEAN, "FALSE", "true-or-false"),
        (Kind.ERROR, "#REF!", "cell-error"),
        (Kind.ERROR, "#N/A", "cell-error"),
        (Kind.UNCALCULATED, "", "formula-without-result"),
    ],
)
def test_what_is_shown_otherwise_than_as_a_number_is_a_problem(kind, stored, problem):
    for formula in (False, True):
        understood = read(stored, kind, formula)
        assert (understood.problem, understood.value) == (problem, None)


def test_a_date_is_told_as_a_day():
    assert read("45000", Kind.DATE).facts["day"] == "2023-03-15"
    assert read("1e300", Kind.DATE).facts["day"] == "1e300"
    assert read("2016-06-05", Kind.TEXT).facts["day"] == "2016-06-05"


def test_a_stored_result_is_taken_and_remarked_on():
    assert number("12", formula=True) == (12, None, None, "formula-result", {})
    assert number("12.5", formula=True).problem == "not-whole"
    assert read("12", formula=True).remark == "understood-as-number"
    assert read("n/a", formula=True).remark == "understood-as-reason"
    assert read("", formula=True) == BLANK


# ── Texts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200b", "\n\n", "\t", "\ufeff \u2060"])
def test_a_text_without_a_sign_says_nothing(text):
    assert read(text) == BLANK


@pytest.mark.parametrize(
    "text, value",
    [
        ("12", 12),
        (" 12 ", 12),
        ("12\n", 12),
        ("'12", 12),
        ("+12", 12),
        ("012", 12),
        ("0", 0),
        ("000", 0),
        ("0" * 5000, 0),
        ("0" * 5000 + "12", 12),
        ("12.0", 12),
        ("12.00", 12),
        ("12,0", 12),
        ("1 372", 1372),
        ("1\u00a0372", 1372),
        ("1\u202f372", 1372),
        ("1\u2009372", 1372),
        ("1 372 000", 1_372_000),
        ("9007199254740992", LARGEST),
        ("１２", 12),
        ("＋１２", 12),
        ("\u0661\u0662", 12),
        ("\u06f1\u06f2", 12),
        ("१२", 12),
        ("𝟏𝟐", 12),
        ("\u200b12", 12),
        ("1\u200d2", 12),
        ("\ufeff12", 12),
        ("\u200e12\u200f", 12),
        ("\u202a12\u202c", 12),
        ("\u206812\u2069", 12),
        ("1\u00ad2", 12),
    ],
)
def test_a_number_written_as_text_is_taken_and_remarked_on(text, value):
    understood = read(text)
    assert (understood.value, understood.problem) == (value, None)
    assert (understood.remark, dict(understood.facts)) == ("understood-as-number", {"value": value})


@pytest.mark.parametrize(
    "text, reason",
    [
        (":", "not-available"),
        ("..", "not-available"),
        ("nb", "not-available"),
        ("NB", "not-available"),
        ("n.b.", "not-available"),
        ("N.B.", "not-available"),
        ("onbekend", "not-available"),
        ("Onbekend ", "not-available"),
        ("n/a", "not-available"),
        ("N/A", "not-available"),
        ("unknown", "not-available"),
        ("\u200bunknown\u00a0", "not-available"),
        ("n.v.t.", "not-applicable"),
        ("nvt", "not-applicable"),
        ("NVT", "not-applicable"),
        ("n.a.p.", "not-applicable"),
        ("geheim", "withheld"),
    ],
)
def test_a_marker_is_a_reason_and_remarked_on(text, reason):
    understood = read(text)
    assert (understood.reason, understood.value, understood.problem) == (reason, None, None)
    assert understood.remark == "understood-as-reason"
    assert dict(understood.facts) == {"status": reason}


REASONS = [status for status in BOOK.statuses.values() if not status.value]


@pytest.mark.parametrize("status", REASONS, ids=lambda status: status.slug)
def test_every_reason_is_understood_by_its_code_and_in_every_language(status):
    for word in (status.slug, *status.label.values(), *status.typed):
        for written in (word, word.upper(), f" {word} "):
            assert read(written).reason == status.slug, written


@pytest.mark.parametrize("text", ["-", "–", "—", "x", "X", ".", "NA", "na", "?", " - "])
def test_what_can_mean_zero_or_missing_is_asked_about(text):
    understood = read(text)
    assert understood.problem == "zero-or-missing"
    assert (understood.value, understood.reason) == (None, None)


@pytest.mark.parametrize(
    "text, problem, digits",
    [
        ("1.372", "thousands-or-decimals", None),
        ("1,372", "thousands-or-decimals", None),
        ("1'372", "thousands-or-decimals", None),
        ("1.372.000", "thousands-or-decimals", None),
        ("0.000", "thousands-or-decimals", None),
        ("12.5", "not-whole", None),
        ("12,5", "not-whole", None),
        ("12.50", "not-whole", None),
        ("-12.5", "not-whole", None),
        ("12.3456", "not-whole", None),
        ("-3", "negative", 3),
        ("−3", "negative", 3),
        ("– 3", "negative", 3),
        ("12 %", "percent", None),
        ("12,5%", "percent", None),
        ("2016-06-05", "date", None),
        ("10-12", "range", None),
        ("10 – 12", "range", None),
        ("10/12", "range", None),
        ("10 tot 12", "range", None),
        ("<5", "bound", 5),
        ("< 5", "bound", 5),
        ("≤5", "bound", 5),
        ("max. 5", "bound", 5),
        ("～20", "about", 20),
        ("~20", "about", 20),
        ("ca. 20", "about", 20),
        ("Ongeveer 20", "about", 20),
        ("12*", "marked-number", 12),
        ("12 p", "marked-number", 12),
        ("12 (est.)", "marked-number", 12),
        ("12 personen", "marked-number", 12),
        ("12\x01", "marked-number", 12),
        ("12²", "marked-number", 12),
        ("9007199254740993", "too-large", None),
        ("9" * 5000, "too-large", None),
    ],
)
def test_a_text_that_may_mean_a_number_is_asked_about(text, problem, digits):
    understood = read(text)
    assert (understood.value, understood.reason, understood.remark) == (None, None, None)
    assert understood.problem == problem
    assert understood.facts.get("digits") == digits


@pytest.mark.parametrize(
    "text",
    [
        *("twelve", "twaalf", "normal", "provisional", "geen", "(3)", "1 23", "1 2345", "=1+1"),
        *(
            "0x10",
            "1e3",
            "½",
            "Ⅻ",
            "TRUE",
            "#REF!",
            "''12",
            "12 34*56",
            "...",
            "??",
            "12" + "a" * 61,
        ),
        *("12\n13", "1\r\n372", "1\t372", "1\x0b372", "1\u2028372", "1\x1c372"),
        *("\u202e12", "12\u202e34", "\x0112", "1\x0012", "1\x7f2", "1\ufffd2"),
        *("9" * 10_001, " " * 10_001, "0" * 10_001),
    ],
)
def test_any_other_text_is_no_number(text):
    assert read(text) == (None, None, "not-a-number", None, {})


def test_no_text_takes_long():
    start = time.process_time()
    for text in ("12\n" + "\n" * 9_900, " " * 9_900 + "x", "1" * 9_900 + "x", "1 " * 4_900):
        for _ in range(10):
            read(text)
    assert time.process_time() - start < 5  # a pattern that goes back and forth took a second each


def test_all_that_is_asked_about_is_tested_here():
    assert {word.casefold() for word in BOOK.asked} <= {"-", "–", "—", "x", ".", "na", "?"}


# ── Whatever it is ─────────────────────────────────────────────────────────────────────────────

CELLS = st.builds(
    Cell,
    st.sampled_from([kind for kind in Kind if kind is not Kind.UNCALCULATED]),
    st.one_of(
        st.text(max_size=20),
        st.text("0123456789-+.,' \u00a0\u202e\u200b\t\neExX%~<*١２", max_size=12),
        st.integers().map(str),
        st.floats().map(repr),
        st.decimals().map(str),
        st.from_regex(r"[0-9]{1,3}([ .,][0-9]{3}){0,3}", fullmatch=True),
    ),
    st.booleans(),
)


@given(CELLS)
def test_no_cell_raises_and_none_says_two_things(cell):
    understood = understand(cell, VOCABULARY)
    said = (understood.value, understood.reason, understood.problem)
    assert sum(part is not None for part in said) <= 1
    if understood.value is not None:
        assert type(understood.value) is int
        assert 0 <= understood.value <= LARGEST
    if understood.remark:
        assert understood.problem is None


@given(CELLS)
def test_a_value_without_a_remark_comes_only_from_a_plain_number(cell):
    understood = understand(cell, VOCABULARY)
    if understood.value is not None and understood.remark is None:
        assert cell.kind is Kind.NUMBER
        assert not cell.formula


@given(CELLS)
def test_only_an_empty_cell_or_an_empty_text_is_blank(cell):
    if understand(cell, VOCABULARY) == BLANK:
        assert cell.kind is Kind.TEXT
        assert not any(character.isprintable() and character != " " for character in cell.text)


@given(st.integers(0, LARGEST))
def test_every_count_is_read_back(count):
    assert number(str(count)).value == count
    assert read(str(count)).value == count
    assert read(f"{count:,}".replace(",", "\u202f")).value == count
