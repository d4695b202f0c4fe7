"""Rows of cells as XML: openpyxl's own way takes six times as long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter


class Formula(str):
    """A formula, which no text from outside ever becomes."""

    __slots__ = ()


class Error(str):
    """One of ``ERRORS``: what stands in a cell whose formula failed."""

    __slots__ = ()


ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)

Value = int | float | bool | str | None
"""What a cell holds; a float is finite."""

Cell = tuple[Value, int]
"""A value and the number of its style."""

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MOST = 32_767
"""The characters that fit a cell."""
_EXACT = 2**53
_SHORT = 200
"""Longer texts hardly come twice, and are not kept."""


def row(
    number: int,
    cells: Iterable[tuple[int, Cell]],
    height: float | None = None,
    *,
    hidden: bool = False,
) -> str:
    """One row from its cells by column (A is 1), in order; ``height`` is in points.

    None is an empty cell with a style. Texts are inline strings, which no office program
    calculates.
    """
    look = ' hidden="1"' if hidden else f' ht="{height:g}" customHeight="1"' if height else ""
    inner = [_cell(address(number, column), value, style) for column, (value, style) in cells]
    return f'<row r="{number}"{look}>{"".join(inner)}</row>'


def address(row: int, column: int) -> str:
    """The A1 address of a row and a column."""
    return f"{letters(column)}{row}"


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """1 is ``A``."""
    return get_column_letter(column)


def stored(text: str) -> str:
    """A text as workbooks store it, so that it comes back as it was typed.

    What XML cannot hold becomes “\ufffd”: who looks sees that something stood there, and a figure
    with that mark in it is refused like the one without, not taken for what is left. What looks
    like a workbook's escape of a character (``_x0041_``) is escaped itself (ISO 29500-1,
    22.9.2.19). What no cell can hold is cut off.
    """
    return _LOOKS_ESCAPED.sub("_x005F_", _NOT_XML.sub("\ufffd", text[:_MOST]))


def _cell(where: str, value: Value, style: int) -> str:
    if value is None or value == "":
        return f'<c r="{where}" s="{style}"/>' if style else ""
    if isinstance(value, Formula):
        # An empty result is stored: who looks before anything is calculated sees no zero.
        return f'<c r="{where}" s="{style}" t="str"><f>{escape(value)}</f><v></v></c>'
    if isinstance(value, Error):
        return f'<c r="{where}" s="{style}" t="e"><v>{value}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{where}" s="{style}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int) and abs(value) > _EXACT:
        value = str(value)
    if isinstance(value, str):
        text = _inline(value) if len(value) < _SHORT else _inline.__wrapped__(value)
        return f'<c r="{where}" s="{style}" t="inlineStr">{text}</c>'
    return f'<c r="{where}" s="{style}"><v>{value}</v></c>'


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<is><t{space}>{escape(stored(text))}</t></is>"
