"""Which form a workbook is: the stage before any cell is read."""

from __future__ import annotations

import re

import pytest

from exchange.core.returns import Verdict
from exchange.submissions.check import judge
from tests.check.making import FULL, SCHEMAS, Stored, blank, errors, filled, only, stored, zipped


def check(parts):
    return judge(zipped(parts), "t.xlsx", SCHEMAS)


def renamed(form, pattern, new):
    book = re.sub(pattern, new, form["xl/workbook.xml"].decode(), flags=re.DOTALL)
    return {**form, "xl/workbook.xml": book.encode()}


def front(**cells):
    return check(filled(blank(), {**FULL, **cells}))


def test_the_front_page_says_which_form_it_is():
    judgement = front()
    assert (judgement.codebook_id, judgement.reporter, judgement.year) == (
        "mou-2023",
        "sint-maarten",
        2024,
    )
    assert judgement.form is not None
    assert judgement.language == "en"


@pytest.mark.parametrize("year", ["2024", " 2024\u200b", "２０２４", stored("2024")])
def test_a_year_may_be_written_as_text(year):
    judgement = front(year=year)
    assert (judgement.year, errors(judgement)) == (2024, [])


@pytest.mark.parametrize("name", ["Aruba", "", None, "st-maarten", "sint maarten"])
def test_an_unknown_reporter_is_an_error_and_nothing_else_is_read(name):
    judgement = front(reporter=name, trafficking_victims="?")
    assert errors(judgement) == [("unknown-reporter", "reporter")]
    assert judgement.verdict is Verdict.REJECTED
    assert judgement.observations == ()
    assert only(judgement, "unknown-reporter").places[0].sheet == "Start"


@pytest.mark.parametrize(
    "year", [2010, 0, "last year", "", None, "20245", "2024.5", stored("-2024")]
)
def test_an_unknown_year_is_an_error(year):
    judgement = front(year=year)
    assert errors(judgement) == [("unknown-year", "year")]
    assert judgement.form is None


def test_the_first_year_is_one():
    assert front(year=2011).year == 2011
    assert errors(front(year=2011)) == []


def test_reporter_and_year_are_both_told():
    assert errors(front(reporter="mars", year=1999)) == [
        ("unknown-reporter", "reporter"),
        ("unknown-year", "year"),
    ]


@pytest.mark.parametrize("version", ["mou-2018", "", None])
def test_a_form_of_another_version_is_rejected(version):
    judgement = front(codebook=version)
    assert errors(judgement) == [("other-form", "codebook")]
    assert judgement.verdict is Verdict.REJECTED
    assert only(judgement, "other-form").facts == {"expected": "mou-2023"}


@pytest.mark.parametrize(
    "language, spoken",
    [("nl", "nl"), ("pap-AW", "pap-AW"), ("", "en"), (None, "en"), ("fr", "en")],
)
def test_the_language_is_the_workbooks_or_the_first_of_its_reporter(language, spoken):
    assert front(language=language).language == spoken


def test_without_language_and_reporter_english_is_spoken():
    assert front(language=None, reporter="mars").language == "en"
    form = filled(blank("aruba", 2024, "en"), {**FULL, "language": None})
    assert check(form).language == "nl"


def test_a_form_without_its_names_still_has_its_keys():
    form = renamed(filled(blank(), FULL), "<definedNames>.*</definedNames>", "")
    judgement = check(form)
    assert errors(judgement) == [("names-missing", None)]
    assert judgement.verdict is Verdict.REJECTED
    assert judgement.form is None


def test_keys_are_found_as_shared_and_as_rich_texts_too():
    form = renamed(filled(blank(), FULL), "<definedNames>.*</definedNames>", "")
    part = "xl/worksheets/sheet2.xml"
    rich = re.sub(rb"<is><t>(trafficking)_(\w+)</t></is>",
                  rb"<is><r><t>\1_</t></r><r><t>\2</t></r></is>", form[part])  # fmt: skip
    assert rich != form[part]
    only_rich = {**form, part: rich.replace(b">smuggling_", b">Smuggling_")}
    assert errors(check(only_rich)) == [("names-missing", None)]


def test_a_workbook_without_names_and_keys_is_none_of_ours():
    form = renamed(filled(blank(), FULL), "<definedNames>.*</definedNames>", "")
    sheets = {n: re.sub(rb">(trafficking|smuggling)_", rb">other_", p) for n, p in form.items()}
    judgement = check(sheets)
    assert errors(judgement) == [("not-our-form", None)]
    assert judgement.verdict is Verdict.REJECTED


def test_a_form_whose_sheets_have_other_names_is_read():
    form = filled(blank(), FULL)
    book = form["xl/workbook.xml"].decode()
    book = book.replace('name="Figures"', 'name="Cijfers 2024"').replace(
        "'Figures'", "'Cijfers 2024'"
    )
    judgement = check({**form, "xl/workbook.xml": book.encode()})
    assert errors(judgement) == []
    assert judgement.observations[0].place.sheet == "Cijfers 2024"


def test_what_cannot_be_read_is_unreadable_with_one_finding():
    judgement = judge(b"", "empty.xlsx", SCHEMAS)
    assert judgement.verdict is Verdict.UNREADABLE
    assert errors(judgement) == [("empty-file", None)]
    assert (judgement.codebook_id, judgement.reporter, judgement.year) == (None, None, None)
    assert judgement.observations == ()


def test_a_reporter_outside_its_years_has_no_form():
    assert errors(front(reporter=Stored(' t="e"><v>#N/A</v>'))) == [
        ("unknown-reporter", "reporter")
    ]
