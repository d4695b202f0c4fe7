"""Workbooks that say the same every time, and in which no text runs."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exchange.core.cells import Kind, Place
from exchange.spreadsheet.cells import Formula, Value, row
from exchange.spreadsheet.save import save
from exchange.workbook.reader import read

IMPORT = """
import importlib, os, sys
class Watch:
    def find_spec(self, name, *_):
        if name == "openpyxl":
            print("openpyxl", os.environ.get("OPENPYXL_LXML"))
sys.meta_path.insert(0, Watch())
importlib.import_module(sys.argv[1])
"""


def saved(*values: Value) -> bytes:
    workbook = Workbook()
    cells = enumerate([(value, 0) for value in values], 1)
    return save(workbook, {workbook.worksheets[0].title: [row(1, cells)]})


def first_sheet(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def read_back(text: str) -> str:
    book = read(saved(text))
    cell = book.cell(Place(book.sheets[0].title, "A1"))
    assert cell is not None
    assert cell.kind is Kind.TEXT
    return cell.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-1", "\t=1", "plain"])
def test_a_text_stays_a_text_whatever_it_begins_with(text: str) -> None:
    cell = first_sheet(saved(text))["A1"]
    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x0041_x0042_", "_x005F_", "_x41_", "_"])
def test_what_looks_like_an_escape_comes_back_as_typed(text: str) -> None:
    assert read_back(text) == text


def test_a_character_that_xml_cannot_hold_is_seen_to_be_gone() -> None:
    assert read_back("9\x1f6\x00\ufffe\ud800") == "9\ufffd6\ufffd\ufffd\ufffd"


def test_a_text_is_no_longer_than_a_cell_can_be() -> None:
    assert read_back("_x0041_" * 10_000) == ("_x0041_" * 10_000)[:32_767]


def test_spaces_around_a_text_and_lines_in_it_stay() -> None:
    assert read_back("  a\nb  ") == "  a\nb  "


def test_numbers_are_numbers_unless_a_workbook_cannot_hold_them() -> None:
    cells = first_sheet(saved(0, -3, 12.5, 2**53, 2**53 + 1))[1]
    assert [cell.value for cell in cells] == [0, -3, 12.5, 2**53, str(2**53 + 1)]


def test_only_what_was_made_as_a_formula_is_one() -> None:
    cell = first_sheet(saved(Formula('IF(A2<1,"&",2)')))["A1"]
    assert (cell.data_type, cell.value) == ("f", '=IF(A2<1,"&",2)')


def test_the_same_workbook_gives_the_same_bytes() -> None:
    def made() -> bytes:
        workbook = Workbook()
        page = workbook.worksheets[0]
        page["A1"] = "x"
        for first in (9, 1, 5):
            page.merge_cells(f"B{first}:C{first}")
        return save(workbook)

    assert made() == made()


def test_given_rows_stand_instead_of_openpyxls() -> None:
    workbook = Workbook()
    title = workbook.worksheets[0].title
    rows = [
        row(1, enumerate([("=a", 0), (None, 0), (12, 0)], 1)),
        row(2, [(1, ("b", 0))], height=30),
        row(4, [(3, ("c", 0))], hidden=True),
    ]
    page = first_sheet(save(workbook, {title: rows}))
    assert [[cell.value for cell in line] for line in page] == [
        ["=a", None, 12],
        ["b", None, None],
        [None, None, None],
        [None, None, "c"],
    ]
    assert page.row_dimensions[2].height == 30
    assert page.row_dimensions[4].hidden


@pytest.mark.parametrize(
    "module", ["exchange.spreadsheet.save", "exchange.workbook.form", "exchange.publish.looks"]
)
def test_openpyxl_is_told_not_to_use_lxml_before_it_is_imported(module: str) -> None:
    assert imported(module) == ["openpyxl False"]


@pytest.mark.parametrize("module", ["exchange.workbook.reader", "exchange.publish"])
def test_who_writes_no_workbook_does_not_pay_for_openpyxl(module: str) -> None:
    assert imported(module) == []


def imported(module: str) -> list[str]:
    command = [sys.executable, "-c", IMPORT, module]
    environment = {"PYTHONPATH": ":".join(sys.path)}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return run.stdout.splitlines()
