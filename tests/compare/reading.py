"""Reads an overview back as a reader of the workbook would."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from exchange.core.comparison import Comparison
from exchange.publish import write

FRONT, TRENDS, BREAKDOWNS, COVERAGE, QUALITY, DEFINITIONS, ORIGINS, PLOTTED = range(8)


def overview(comparison: Comparison, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(write(comparison, "xlsx", language)))


def charts(comparison: Comparison) -> list[str]:
    """The XML of every chart, in the order of the sheets."""
    with ZipFile(io.BytesIO(write(comparison, "xlsx"))) as archive:
        names = [name for name in archive.namelist() if "charts/chart" in name]
        names.sort(key=lambda name: int(re.sub(r"\D", "", name)))
        return [archive.read(name).decode() for name in names]


def texts(book: Workbook, sheet: int) -> list[str]:
    rows = book.worksheets[sheet].iter_rows(values_only=True)
    return [value for row in rows for value in row if isinstance(value, str)]


def row_of(book: Workbook, sheet: int, label: str, nth: int = 0) -> tuple[Any, ...]:
    """The cells behind a label in column A."""
    rows = [row for row in book.worksheets[sheet].iter_rows() if row[0].value == label]
    return rows[nth][1:]


def column_of(book: Workbook, name: str) -> int:
    """The column of the first page whose head, in either of its two rows, is ``name``."""
    for row in book.worksheets[FRONT].iter_rows(min_row=4, max_row=6):
        for cell in row:
            if cell.value == name:
                return int(cell.column) - 2
    raise AssertionError(name)


def plotted_ranges(chart: str) -> list[str]:
    """What a chart's lines or bars are drawn from: sheet and range."""
    return re.findall(r"<(?:c:)?val>.*?<(?:c:)?f>(.*?)</", chart)


def values_in(book: Workbook, reference: str) -> list[Any]:
    sheet, cells = reference.rsplit("!", 1)
    area = book[sheet.strip("'")][cells.replace("$", "")]
    rows: Iterator[Any] = iter(area if isinstance(area, tuple) else ((area,),))
    return [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
