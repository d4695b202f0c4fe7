"""Filling in a form as its reporter does: by the names of its cells, in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell


def fill_in(form: Path, cells: Mapping[str, object]) -> None:
    """Writes into the form and saves it."""
    book = load_workbook(form)
    there = dict(_named(book))
    for name, value in cells.items():
        there[name].value = value
    book.save(form)


def numbers_in(overview: Path) -> set[int]:
    """Every number that stands in a workbook."""
    book = load_workbook(overview)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return {value for value in cells if type(value) is int}


def _named(book: Workbook) -> Iterator[tuple[str, Cell]]:
    for name, defined in book.defined_names.items():
        for sheet, address in defined.destinations:
            cell = book[sheet][address]
            if isinstance(cell, Cell):
                yield name, cell
