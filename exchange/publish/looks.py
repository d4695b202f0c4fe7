"""How the overview looks: one family, one accent, numbers that carry their marks."""

from __future__ import annotations

from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

FAMILY = "Arial"
INK, GREY, ACCENT, PALE, LINE = "1F2A30", "5F6B72", "0B4F6C", "E3EDF2", "B9C7CE"
_THIN_GAP = "\u202f"
_PADDED = '0"\u00a0";;0"\u00a0";@"\u00a0"'
"""A space at the right edge; LibreOffice prints some right indents and forgets others."""


class Look(NamedTuple):
    """One appearance of a cell; sizes in points, ``rule`` where a line runs."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str = ""
    rule: str = ""
    side: str = "left"
    up: str = "center"
    wrap: bool = False
    indent: int = 0
    numbers: str = "General"


TEXT = Look()
WRAPPED = Look(wrap=True, up="top", indent=1)
COUNT = Look(side="right", up="top")
SMALL = Look(size=9, ink=GREY)
FOOTNOTE = Look(size=9, ink=GREY, wrap=True, up="top")
TITLE = Look(size=10, ink=ACCENT, bold=True)
HEADLINE = Look(size=17, bold=True, wrap=True)
LEAD = Look(size=11, wrap=True, up="top")
SECTION = Look(size=12, bold=True, ink=ACCENT, rule="top")
HEADING = Look(size=14, bold=True, up="bottom")
HEAD = Look(size=9, bold=True, ink="FFFFFF", fill=ACCENT, wrap=True, indent=1)
HEAD_NUMBER = HEAD._replace(side="right", indent=0, numbers=_PADDED)
HEAD_GROUP = HEAD._replace(side="center", rule="white", indent=0)
ROW = Look(rule="hair", indent=1)
NUMBER = Look(rule="hair", side="right", numbers=_PADDED)
SUM = NUMBER._replace(bold=True, fill=PALE)
PARTIAL_SUM = NUMBER._replace(ink=GREY, fill=PALE)
GAP = NUMBER._replace(size=8, italic=True, ink=GREY, wrap=True)
GAP_SUM = GAP._replace(fill=PALE)


def number_format(mark: str = "") -> str:
    """Thousands apart by a narrow no-break space, a mark behind: 1 372ᵖ.

    The thousands are spelt out, because “#,##0” takes the separator of the reader's machine.
    """
    after = f'"{mark}\u00a0"'
    gap = f'"{_THIN_GAP}"'
    million, thousand = f"0{gap}000{gap}000", f"0{gap}000"
    return f"[>=1000000]{million}{after};[>=1000]{thousand}{after};0{after}"


class Looks:
    """Numbers the looks of one workbook as they are first used."""

    def __init__(self, workbook: Workbook) -> None:
        normal = Font(name=FAMILY, size=10)
        # The widths of columns are counted in digits of the first font, so it has to be ours.
        book: Any = workbook  # openpyxl gives no public way
        book._fonts = IndexedList([normal])  # noqa: SLF001
        book._named_styles["Normal"].font = normal  # noqa: SLF001
        self._sheet = workbook.worksheets[0]
        self._numbers: dict[Look, int] = {}

    def __getitem__(self, look: Look) -> int:
        found = self._numbers.get(look)
        if found is None:
            found = self._numbers[look] = self._styled(look)
        return found

    def _styled(self, look: Look) -> int:
        cell = Cell(self._sheet, row=1, column=1)
        cell.font = Font(
            name=FAMILY, size=look.size, bold=look.bold, italic=look.italic, color=f"FF{look.ink}"
        )
        cell.alignment = Alignment(
            horizontal=look.side, vertical=look.up, wrap_text=look.wrap, indent=look.indent
        )
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
        if look.rule:
            cell.border = _BORDERS[look.rule]
        cell.number_format = look.numbers
        return cell.style_id


_BORDERS = {
    "top": Border(top=Side("medium", f"FF{ACCENT}")),
    "hair": Border(bottom=Side("thin", f"FF{LINE}")),
    "white": Border(bottom=Side("thin", "FFFFFFFF")),
}
