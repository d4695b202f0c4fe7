"""Workbooks that say the same every time, and in which no text runs."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from exchange.spreadsheet import put_text, row, save


def made(text: str) -> Workbook:
    workbook = Workbook()
    page = workbook.worksheets[0]
    put_text(page["A1"], text)
    for first in (9, 1, 5):
        page.merge_cells(f"B{first}:C{first}")
    return workbook


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-1", "\t=1", "plain"])
def test_a_text_stays_a_text_whatever_it_begins_with(text: str) -> None:
    cell = load_workbook(io.BytesIO(save(made(text)))).worksheets[0]["A1"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_character_that_xml_cannot_hold_is_replaced() -> None:
    page = load_workbook(io.BytesIO(save(made("bell\x07")))).worksheets[0]
    assert page["A1"].value == "bell\ufffd"


def test_the_same_workbook_gives_the_same_bytes() -> None:
    assert save(made("x")) == save(made("x"))


def test_given_rows_stand_instead_of_openpyxls() -> None:
    workbook = Workbook()
    title = workbook.worksheets[0].title
    rows = [row(1, [("=a", 0), (None, 0), (12, 0)]), row(2, [("b", 0)], height=30)]
    page = load_workbook(io.BytesIO(save(workbook, {title: rows}))).worksheets[0]
    assert [[cell.value for cell in line] for line in page] == [["=a", None, 12], ["b", None, None]]
    assert page["A1"].data_type == "s"
    assert page.row_dimensions[2].height == 30
