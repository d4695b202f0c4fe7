"""The form that reporters fill in: blank, or annotated with our findings."""

import exchange.spreadsheet  # noqa: F401 - sets how openpyxl writes, before it is imported
from exchange.workbook.form.marks import ICONS, Filled, Mark
from exchange.workbook.form.recover import recover
from exchange.workbook.form.write import write_annotated, write_form
from exchange.workbook.form.written import Written, written

__all__ = [
    "ICONS",
    "Filled",
    "Mark",
    "Written",
    "recover",
    "write_annotated",
    "write_form",
    "written",
]
