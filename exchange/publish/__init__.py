"""The comparison as documents: for ministers, for spreadsheets, for programs, for statisticians."""

from exchange.publish.documents import FORMATS, write

__all__ = ["FORMATS", "write"]
