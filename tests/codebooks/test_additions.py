"""A breakdown, a reporter, a status and a class added in the code book, and nowhere else."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from exchange.core.form import Form
from exchange.core.merge import merge
from exchange.core.returns import Verdict
from exchange.publish import write
from exchange.publish.reference import to_json, to_markdown
from exchange.submissions.annotate import annotate
from exchange.submissions.check import judge
from exchange.submissions.document import document
from exchange.validation import Schemas
from exchange.wording import LANGUAGES, translator
from exchange.workbook.form import write_form
from tests.codebooks.editing import loaded, said

FIGURES = ("victims", "investigations", "suspects", "prosecutions", "verdicts")
FULL = {f"trafficking_{f}": n for n, f in enumerate(FIGURES, 10)}
FULL |= {f"smuggling_{f}": n for n, f in enumerate(FIGURES, 3)}

BREAKDOWN = f"""
[breakdowns.route2]
label = {said("by route")}
of = ["smuggling_investigations"]
rule = "breakdown-does-not-add-up"
[breakdowns.route2.classes]
sea = {said("By sea")}
air = {said("By air")}
unknown = {said("Unknown")}
"""
REPORTER = f"""
[reporters.new-island]
label = {said("New Island")}
languages = ["en", "pap-CW"]
zone = "America/Curacao"
area = "NI"
"""
STATUS = f"""
[statuses.preliminary]
label = {said("preliminary count")}
value = true
obs = "P"
conf = "F"
weakness = 1
mark = "ᶻ"
[statuses.lost]
label = {said("lost in the storm")}
value = false
obs = "L"
conf = "F"
typed = ["weg"]
"""
NEW_PART = ('parts = ["aruba", ', 'parts = ["new-island", "aruba", ')
NEW_CLASS = (
    "[breakdowns.sex.classes]\n",
    f"[breakdowns.sex.classes]\nintersex = {said('Intersex')}\n",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    more = BREAKDOWN + REPORTER + STATUS
    return loaded(tmp_path_factory.mktemp("book"), NEW_PART, NEW_CLASS, more=more)


@pytest.fixture(scope="module")
def schemas(book):
    return Schemas(book)


def form_of(book, reporter="new-island", language="en"):
    return load_workbook(io.BytesIO(write_form(Form(book, reporter, 2024), language)))


def filled(book, cells, reporter="new-island", language="en"):
    form = form_of(book, reporter, language)
    for name, value in cells.items():
        ((sheet, address),) = form.defined_names[name].destinations
        form[sheet][address.replace("$", "")].value = value
    file = io.BytesIO()
    form.save(file)
    return file.getvalue()


CELLS = {
    **FULL,
    "smuggling_investigations_route2_sea": 3,
    "smuggling_investigations_route2_air": 1,
    "smuggling_investigations_route2_unknown": 0,
    "trafficking_suspects_status": "preliminary count",
    "trafficking_verdicts": "weg",
    "trafficking_victims_sex_intersex": 1,
}


@pytest.fixture(scope="module")
def judgement(book, schemas):
    return judge(filled(book, CELLS), "new.xlsx", schemas)


def test_the_form_asks_for_it(book):
    names = form_of(book).defined_names
    for name in ("route2_sea", "route2_sea_status", "route2_air_note", "route2_multiple"):
        assert f"smuggling_investigations_{name}" in names
    assert "trafficking_victims_sex_intersex" in names
    assert "trafficking_investigations_route2_sea" not in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_says_it_in_every_language(book, language):
    form = form_of(book, language=language)
    words = {cell.value for sheet in form for row in sheet for cell in row}
    suffix = {"en": "", "nl": " (nl)", "pap-CW": " (cw)", "pap-AW": " (aw)"}[language]
    for word in ("By sea", "Intersex", "preliminary count", "lost in the storm"):
        assert f"{word}{suffix}" in words


def test_the_check_reads_it(judgement):
    assert judgement.verdict is Verdict.ACCEPTED
    assert judgement.reporter == "new-island"
    read = {o.key.name: o.entry for o in judgement.observations}
    assert read["smuggling_investigations_route2_sea"].value == 3
    assert read["trafficking_victims_sex_intersex"].value == 1
    assert read["trafficking_suspects"].status == "preliminary"
    assert (read["trafficking_verdicts"].value, read["trafficking_verdicts"].status) == (
        None,
        "lost",
    )


def test_the_check_says_what_is_wrong_with_it(book, schemas):
    wrong = {
        **CELLS,
        "smuggling_investigations_route2_air": 2,
        "trafficking_victims_sex_intersex": "?",
    }
    found = judge(filled(book, wrong), "new.xlsx", schemas)
    told = {f["code"]: f for f in document(found, translator("en"))["findings"]}
    assert told["breakdown-does-not-add-up"]["name"] == "smuggling_investigations"
    assert "by route" in told["breakdown-does-not-add-up"]["message"]
    assert told["zero-or-missing"]["name"] == "trafficking_victims_sex_intersex"


def test_the_annotated_copy_carries_it(book, schemas, judgement):
    copy = annotate(judgement, filled(book, CELLS), "en")
    again = judge(copy, "again.xlsx", schemas)
    assert [o.entry for o in again.observations] == [o.entry for o in judgement.observations]


def test_the_comparison_has_its_rows(book, judgement):
    comparison = merge(book, [judgement.returned])
    rows = list(csv.DictReader(io.StringIO(write(comparison, "csv").decode())))

    def row(area, figure, breakdown="", category="", offence="smuggling"):
        (found,) = [
            r
            for r in rows
            if (r["area"], r["offence"], r["figure"]) == (area, offence, figure)
            and (r["breakdown"], r["category"]) == (breakdown, category)
        ]
        return found

    assert row("new-island", "investigations", "route2", "sea")["value"] == "3"
    assert row("new-island", "suspects", offence="trafficking")["status"] == "preliminary"
    assert row("new-island", "verdicts", offence="trafficking")["status"] == "lost"
    kingdom = row("kingdom", "investigations")
    assert (kingdom["value"], kingdom["coverage"]) == ("4", "partial")
    assert {part["area"] for part in json.loads(kingdom["parts"])} >= {"new-island", "aruba"}


@pytest.mark.parametrize("form", ["xlsx", "json", "sdmx-csv"])
def test_every_format_of_the_comparison_can_say_it(book, judgement, form):
    content = write(merge(book, [judgement.returned]), form)
    if form == "xlsx":
        sheets = load_workbook(io.BytesIO(content))
        words = {str(c.value) for sheet in sheets for row in sheet for c in row if c.value}
        assert any("New Island" in word for word in words)
        assert any("By sea" in word for word in words)
    else:
        text = content.decode()
        assert "route2" in text.lower()


def test_the_reference_page_lists_it(book):
    page, whole = to_markdown(book), json.loads(to_json(book))
    for word in ("new-island", "New Island", "`route2`", "`sea`", "`preliminary`", "`weg`"):
        assert word in page
    assert whole["reporters"]["new-island"]["area"] == "NI"
    assert [c["slug"] for c in whole["breakdowns"]["route2"]["classes"]] == [
        "sea",
        "air",
        "unknown",
    ]
    assert whole["statuses"]["lost"]["typed"] == ["weg"]


def test_a_class_is_asked_in_its_years_only(tmp_path):
    change = ("female = { en", "female = { since = 2025, en")
    book = loaded(tmp_path, change)
    before = load_workbook(io.BytesIO(write_form(Form(book, "aruba", 2024), "en"))).defined_names
    after = load_workbook(io.BytesIO(write_form(Form(book, "aruba", 2025), "en"))).defined_names
    assert "trafficking_victims_sex_female" not in before
    assert "trafficking_victims_sex_female" in after


def test_a_reporter_reports_in_its_years_only(tmp_path):
    since = REPORTER.replace('area = "NI"', 'area = "NI"\nsince = 2025')
    book = loaded(tmp_path, NEW_PART, more=since)
    early = judge(filled(book, FULL), "early.xlsx", Schemas(book))
    assert [f.code for f in early.findings] == ["unknown-year"]
