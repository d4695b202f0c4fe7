"""What every sheet has alike: protection, paper, the way it opens."""

from __future__ import annotations

from typing import Any, Literal

from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.views import Pane, Selection, SheetView

from exchange.spreadsheet.cells import address
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.page import Page

_A4 = 9
_INCH = 2.54


def finish(draft: Draft, page: Page, *, header: tuple[int, int] = (0, 0)) -> None:
    """Protect a sheet without password, set it on one page; ``header`` rows, columns stay put."""
    _protect(page)
    _print(draft, page, header[0])
    view = page.sheet.sheet_view
    view.showGridLines = False
    view.tabSelected = False
    if header[0]:
        _freeze(view, *header)


def open_on(draft: Draft, page: Page) -> None:
    """Make this the sheet that is shown first."""
    draft.workbook.active = draft.pages.index(page)
    page.sheet.sheet_view.tabSelected = True


def point_at(page: Page, where: str) -> None:
    """Put the sheet's cursor into a cell."""
    for selection in page.sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = where


def _protect(page: Page) -> None:
    protection = page.sheet.protection
    protection.sheet = True
    # What is False here is allowed: wider columns and higher rows do no harm.
    protection.formatColumns = protection.formatRows = False


def _freeze(view: SheetView, rows: int, columns: int) -> None:
    side: Literal["bottomRight", "bottomLeft"] = "bottomRight" if columns else "bottomLeft"
    corner = address(rows + 1, columns + 1)
    view.pane = Pane(
        xSplit=columns or None, ySplit=rows, topLeftCell=corner, activePane=side, state="frozen"
    )
    view.selection = [Selection(pane=side, activeCell=corner, sqref=corner)]


def _print(draft: Draft, page: Page, header_rows: int) -> None:
    sheet = page.sheet
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup = PrintPageSetup(
        orientation="landscape", paperSize=_A4, fitToWidth=1, fitToHeight=1
    )
    sheet.page_margins = PageMargins(
        left=1.2 / _INCH,
        right=1.2 / _INCH,
        top=1.2 / _INCH,
        bottom=1.6 / _INCH,
        header=0.6 / _INCH,
        footer=0.7 / _INCH,
    )
    sheet.print_options.horizontalCentered = True
    if header_rows:
        sheet.print_title_rows = f"1:{header_rows}"
    _foot(draft, page)


def _foot(draft: Draft, page: Page) -> None:
    _ = draft.say
    said = {
        "left": draft.who.replace("&", "&&"),
        "center": page.title.replace("&", "&&"),
        "right": _("Page {page} of {pages}", page="&P", pages="&N"),
    }
    for part, text in said.items():
        item: Any = getattr(page.sheet.oddFooter, part)
        item.text, item.size = text, 8
