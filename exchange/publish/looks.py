"""How the overview looks: one family, one accent, numbers that carry their marks."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FAMILY = "Arial"
INK, GREY, ACCENT, PALE, LINE = "1F2A30", "5F6B72", "0B4F6C", "E3EDF2", "B9C7CE"
PARTIAL = "◐"
_THIN_GAP = "\u202f"


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
WRAPPED = Look(wrap=True, up="top")
SMALL = Look(size=9, ink=GREY)
FOOTNOTE = Look(size=9, ink=GREY, wrap=True, up="top")
TITLE = Look(size=10, ink=ACCENT, bold=True)
HEADLINE = Look(size=17, bold=True, wrap=True)
LEAD = Look(size=11, wrap=True, up="top")
SECTION = Look(size=12, bold=True, ink=ACCENT, rule="top")
HEADING = Look(size=14, bold=True, up="bottom")
HEAD = Look(size=9, bold=True, ink="FFFFFF", fill=ACCENT, wrap=True)
HEAD_NUMBER = HEAD._replace(side="right")
HEAD_GROUP = HEAD._replace(side="center", rule="white")
ROW = Look(rule="hair")
NUMBER = Look(rule="hair", side="right")
SUM = NUMBER._replace(bold=True, fill=PALE)
PARTIAL_SUM = NUMBER._replace(ink=GREY, fill=PALE)
GAP = Look(size=8, italic=True, ink=GREY, rule="hair", side="right", wrap=True)
GAP_SUM = GAP._replace(fill=PALE)
LINK = Look(ink=ACCENT)


def number_format(mark: str = "") -> str:
    """Thousands apart by a narrow no-break space, a mark behind: 1 372ᵖ.

    The thousands are spelt out, because “#,##0” takes the separator of the reader's machine.
    """
    after = f'"{mark}"' if mark else ""
    gap = f'"{_THIN_GAP}"'
    million, thousand = f"0{gap}000{gap}000", f"0{gap}000"
    return f"[>=1000000]{million}{after};[>=1000]{thousand}{after};0{after}"


class Looks:
    """Numbers the looks of one workbook as they are first used."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.active
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
