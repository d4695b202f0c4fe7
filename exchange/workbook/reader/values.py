"""What a stored cell says, worked out only for the cells that are asked for."""

from __future__ import annotations

import re

from exchange.core.cells import Cell, Kind

from .sheets import INLINE, Raw
from .strings import unescape
from .styles import Styles

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|[+-]?INF")
_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}
_TEXT = Kind.TEXT
"""Looked up once: finding a member of an Enum takes as long as making the cell (Python 3.11)."""

SHARED = "s"
_TEXTS = {"str", INLINE}


_DAYS_TO_1904 = 1462
_NO_DAY = 10_000_000


def interpret(raw: Raw, styles: Styles, is_1904: bool) -> Cell:
    """The cell as the file means it; a date always counts its days from 1899, as most files do.

    What contradicts its own type (a letter where a number is announced) is an error cell with the
    text as found, so that it becomes a finding at its place and never a value.
    """
    kind, style, stored, formula = raw
    if kind == SHARED and isinstance(stored, str):
        return Cell(_TEXT, stored, formula)
    if stored is None:
        return Cell(Kind.UNCALCULATED, "", formula=True)
    text = stored if isinstance(stored, str) else "".join(stored)
    if kind in _TEXTS:
        return Cell(_TEXT, unescape(text), formula)
    if kind is None and text.isdecimal() and text.isascii() and not is_1904:
        return Cell(styles[style], text, formula)
    return Cell(*_typed(kind, styles[style], text.strip(" \t\r\n"), is_1904), formula)


def _typed(kind: str | None, style: Kind, text: str, is_1904: bool) -> tuple[Kind, str]:
    if (kind is None or kind == "n") and _NUMBER.fullmatch(text):
        return style, _from_1899(text) if is_1904 and style is Kind.DATE else text
    if kind == "b" and text in _BOOLEANS:
        return Kind.BOOLEAN, _BOOLEANS[text]
    if kind == "d":
        return _dated(text)
    return Kind.ERROR, text


def _from_1899(serial: str) -> str:
    """The serial number, counted from 1904, of the same day in a workbook that counts from 1899.

    What is too large or too odd for a day is left as it is: it is none in either.
    """
    days = float(serial)
    return _serial(days + _DAYS_TO_1904) if abs(days) < _NO_DAY else serial


def _dated(text: str) -> tuple[Kind, str]:
    """An ISO 8601 date as the serial number that other dates have (ISO 29500-1, 18.17.4)."""
    from datetime import datetime  # noqa: PLC0415 - only strict files store dates so

    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return Kind.ERROR, text
    passed = moment - datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
    return Kind.DATE, _serial(passed.total_seconds() / 86_400)


def _serial(days: float) -> str:
    return str(int(days) if days.is_integer() else days)
