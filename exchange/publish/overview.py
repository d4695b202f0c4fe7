"""The workbook that the secretariat hands to ministers."""

from __future__ import annotations

from exchange.core.comparison import Comparison
from exchange.publish.book import Book
from exchange.publish.breakdowns import breakdowns
from exchange.publish.coverage import coverage
from exchange.publish.definitions import definitions
from exchange.publish.front import front
from exchange.publish.plotted import Plotted
from exchange.publish.provenance import provenance
from exchange.publish.quality import quality
from exchange.publish.trends import trends


def to_xlsx(comparison: Comparison, language: str) -> bytes:
    """First page, trends, breakdowns, data quality, definitions, and every number's cell.

    The same comparison and language give the same bytes.
    """
    book = Book(comparison, language)
    plotted = Plotted(book)
    if comparison.years:
        front(book, plotted)
        trends(book, plotted)
        breakdowns(book)
    coverage(book)
    quality(book)
    definitions(book)
    provenance(book)
    book.to_end(plotted.sheet)
    return book.save()
