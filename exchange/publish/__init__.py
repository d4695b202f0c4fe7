"""The comparison as documents: for ministers, for spreadsheets, for programs, for statisticians."""

import exchange.spreadsheet  # noqa: F401 - sets how openpyxl writes, before it is imported
from exchange.publish.documents import FORMATS, write

__all__ = ["FORMATS", "write"]
