"""The looks as the workbook's style sheet, made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.xml.functions import tostring

from exchange.workbook.form.looks import LOOKS, Look

FAMILY = "Arial"


@cache
def stylesheet() -> bytes:
    """The part ``xl/styles.xml``: cell format n is ``LOOKS[n]``."""
    workbook: Any = Workbook()
    normal = Font(name=FAMILY, size=10)
    # The width of a column is counted in digits of the default font: it must be ours as well.
    workbook._fonts = IndexedList([normal])  # noqa: SLF001 - openpyxl offers no other way
    workbook._named_styles["Normal"].font = normal  # noqa: SLF001 - as above
    sheet = workbook.worksheets[0]
    for style, look in enumerate(LOOKS[1:], start=1):
        cell = sheet.cell(style, 1)
        _dress(cell, look)
        if cell.style_id != style:
            raise AssertionError(f"look {style} became cell format {cell.style_id}")
    return bytes(tostring(write_stylesheet(workbook)))


def _dress(cell: Cell, look: Look) -> None:
    cell.font = Font(
        name=FAMILY, size=look.size, bold=look.bold, italic=look.italic, color=f"FF{look.ink}"
    )
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
    cell.border = _border(look)
    cell.number_format = look.format
    cell.protection = Protection(locked=not look.unlocked)
    cell.alignment = Alignment(
        horizontal=look.across, vertical=look.up, wrap_text=look.wrap, indent=look.indent
    )


def _border(look: Look) -> Border:
    if look.edge:
        side = Side("thin", f"FF{look.edge}")
        return Border(left=side, right=side, top=side, bottom=side)
    return Border(top=Side("thin", f"FF{look.rule}")) if look.rule else Border()
