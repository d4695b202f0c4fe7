"""What somebody wrote into an input, so that a fresh form shows it and says the same again."""

from __future__ import annotations

from datetime import date
from math import isfinite

from exchange.core.cells import Cell, Kind
from exchange.core.dates import day_of
from exchange.core.understanding import LARGEST
from exchange.spreadsheet.cells import ERRORS, Error

Written = int | float | bool | date | str
"""A number, a day, true or false, an error (``Error``), or text to the letter."""


def written(cell: Cell) -> Written:
    """The content of a filled cell without its format, so that a figure typed over it is one.

    A percentage becomes the text it shows, since only its format made it one. What no workbook
    holds as a number stays text.
    """
    if cell.kind is Kind.NUMBER:
        return _number(cell.text)
    if cell.kind is Kind.PERCENT:
        number = _number(cell.text)
        return number if isinstance(number, str) else f"{number * 100:.10g}%"
    if cell.kind is Kind.DATE:
        return day_of(cell.text) or cell.text
    if cell.kind is Kind.BOOLEAN:
        return cell.text == "TRUE"
    return Error(cell.text) if cell.text in ERRORS and cell.kind is Kind.ERROR else cell.text


def _number(text: str) -> int | float | str:
    if text.isdecimal() and len(text) < len(str(LARGEST)):
        return int(text)
    number = float(text)
    if not isfinite(number):
        return text
    return int(number) if number.is_integer() and abs(number) <= LARGEST else number
