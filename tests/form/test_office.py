"""The form in LibreOffice: opened, calculated, printed and saved again."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from exchange.core.form import Form
from exchange.workbook.form import write_annotated, write_form
from exchange.workbook.reader import read
from tests.form.conftest import FILLED
from tests.form.places import cell, validation

OVERLAPPING = {
    "trafficking_victims": 5,
    "trafficking_victims_sex_female": 9,
    "trafficking_victims_sex_multiple": "ja",
    "trafficking_victims_age_child": 9,
    "trafficking_victims_age_multiple": "SÍ",
    "trafficking_victims_identification_confirmed": 9,
    "trafficking_victims_identification_multiple": "si",
    "trafficking_victims_form_sexual": 9,
    "trafficking_victims_form_multiple": "nee",
}


@pytest.fixture(scope="module")
def files(codebook, form, islands, blank_bytes, annotated_bytes):
    return {
        "blank": blank_bytes,
        "annotated": annotated_bytes,
        "islands": write_form(islands, "nl"),
        "papiamentu": write_form(Form(codebook, "curacao", 2024), "pap-CW"),
        "overlapping": write_annotated(form, "en", OVERLAPPING, ()),
    }


@pytest.fixture(scope="module")
def saved(office, files):
    return office(files, "xlsx")


@pytest.fixture(scope="module")
def printed(office, files):
    return office(files, "pdf")


@pytest.mark.parametrize(
    "name, pages", [("blank", 5), ("annotated", 6), ("islands", 5), ("papiamentu", 5)]
)
def test_every_sheet_prints_on_one_page(printed, name, pages):
    assert len(re.findall(rb"/Type\s*/Page\b", printed[name])) == pages


@pytest.mark.parametrize("name", ["blank", "annotated", "islands", "papiamentu"])
def test_names_survive_being_saved(files, saved, name):
    before, after = read(files[name]).names, read(saved[name]).names
    assert before.items() <= after.items()


def test_figures_survive_being_saved(saved):
    book = load_workbook(BytesIO(saved["annotated"]))
    counts = {name: value for name, value in FILLED.items() if isinstance(value, int)}
    assert {name: cell(book, name).value for name in counts} == counts
    assert cell(book, "trafficking_victims_note").value == "=1+1"
    assert cell(book, "trafficking_victims_note").data_type == "s"


def test_rules_and_protection_survive_being_saved(saved):
    book = load_workbook(BytesIO(saved["blank"]))
    (rule,) = validation(book, "trafficking_victims")
    assert (rule.type, rule.showErrorMessage, rule.errorStyle or "stop") == ("whole", True, "stop")
    (rule,) = validation(book, "trafficking_victims_status")
    assert (rule.type, rule.showErrorMessage) == ("list", True)
    assert all(sheet.protection.sheet for sheet in book)
    assert not cell(book, "trafficking_victims").protection.locked


def live(book, block):
    """What stands beside the total of a breakdown."""
    _sheet, first = book, cell(book, f"{block}_multiple")
    row = first.row
    while first.parent.cell(row, first.column - 2).font.b is not True:
        row -= 1
    return first.parent.cell(row, first.column + 1).value


def test_live_cells_say_whether_the_classes_add_up(saved):
    book = load_workbook(BytesIO(saved["annotated"]), data_only=True)
    said = {
        "trafficking_victims_sex": "▲ 2 too few",
        "trafficking_victims_age": "✓ adds up",
        "trafficking_victims_form": None,
        "trafficking_victims_identification": None,
        "trafficking_suspects_sex": "1 of 4 filled",
        "trafficking_suspects_age": "▲ 1 too many",
        "trafficking_verdicts_outcome": None,
    }
    assert {block: live(book, block) or None for block in said} == said


def test_classes_overlap_in_whatever_language_that_is_said(saved):
    book = load_workbook(BytesIO(saved["overlapping"]), data_only=True)
    said = {
        "trafficking_victims_sex": None,
        "trafficking_victims_age": None,
        "trafficking_victims_identification": None,
        "trafficking_victims_form": "▲ 4 too many",
    }
    assert {block: live(book, block) or None for block in said} == said


def test_headlines_say_which_of_their_breakdowns_does_not_add_up(saved):
    book = load_workbook(BytesIO(saved["annotated"]), data_only=True)
    said = {
        "trafficking_victims": "by sex: ▲ 2 too few",
        "trafficking_suspects": "by sex: 1 of 4 filled",
        "trafficking_verdicts": None,
    }
    assert {name: cell(book, name).offset(1, 0).value or None for name in said} == said


def test_totals_of_breakdowns_repeat_the_headline(saved):
    sheet = load_workbook(BytesIO(saved["annotated"]), data_only=True)["Trafficking"]
    totals = {sheet.cell(r, 2).value: sheet.cell(r, 4).value for r in range(5, 40)}
    assert totals["Victims by sex"] == 12
