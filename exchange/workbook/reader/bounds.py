"""Where a sheet's filled cells lie: addresses proved, far cells and columns counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exchange.core.cells import column_number
from exchange.settings import Limits

_ADDRESS = re.compile(r"([A-Za-z]{1,3})0*([1-9][0-9]{0,6})")
_ALL_USUAL = re.compile(r"(?:[A-Z]{1,2}[1-9][0-9]{0,3} )*")
"""Cells from A1 to ZZ9999, which is where every cell of a form lies."""

_USUAL_COLUMNS, _USUAL_ROWS = 702, 9_999
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


class NoAddressError(ValueError):
    """What should be a cell's address is none."""


def all_usual(addresses: Iterable[str], limits: Limits) -> bool:
    """Whether all addresses are well-formed and near: one pattern for all, as most sheets are."""
    near = limits.columns >= _USUAL_COLUMNS and limits.rows >= _USUAL_ROWS
    return near and _ALL_USUAL.fullmatch(" ".join((*addresses, ""))) is not None


def placed(address: str) -> tuple[str, int, int]:
    """The address in its usual form, its column and its row."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise NoAddressError(address)
    letters, row = match[1].upper(), int(match[2])
    column = column_number(letters)
    if column > _LAST_COLUMN or row > _LAST_ROW:
        raise NoAddressError(address)
    return f"{letters}{row}", column, row


def letters_of(column: int) -> str:
    """1 is ``A``, 16 384 ``XFD``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
