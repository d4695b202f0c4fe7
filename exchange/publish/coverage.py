"""Who answered how much in which year, and which files were left out."""

from __future__ import annotations

from exchange.core.comparison import Skipped
from exchange.core.returns import Verdict
from exchange.publish.book import Book, Sheet
from exchange.publish.front_words import answered
from exchange.publish.labels import Labels
from exchange.publish.looks import GAP, HEAD, HEAD_NUMBER, HEADING, NUMBER, ROW, SMALL, TEXT, Look
from exchange.spreadsheet.cells import Value

_LABEL_WIDTH, _YEAR_WIDTH = 40.0, 14.0


def coverage(book: Book) -> None:
    """A row for each reporter, a column for each year: figures answered of those asked."""
    _ = book.labels._
    years = book.comparison.years
    sheet = book.sheet(_("Coverage"), [_LABEL_WIDTH, *[_YEAR_WIDTH] * max(1, len(years))])
    sheet.add((_("Coverage"), HEADING), height=24)
    sheet.add((_("Headline figures answered, with a number or “not applicable”."), SMALL))
    sheet.space(6)
    sheet.add((_("Area"), HEAD), *((year, HEAD_NUMBER) for year in years), height=16)
    for area in book.comparison.reporters:
        cells = [_answered(book, area, year) for year in years]
        sheet.add((book.labels.area(area), ROW), *cells, height=18)
    _left_out(book, sheet)


def _answered(book: Book, area: str, year: int) -> tuple[Value, Look]:
    if not book.comparison.returned(area, year):
        return book.labels._("not delivered"), GAP
    asked = len(list(book.codebook.headlines(year)))
    look = NUMBER._replace(numbers=f'0" / {asked}\u00a0"')
    return answered(book.comparison, area, year), look


def _left_out(book: Book, sheet: Sheet) -> None:
    _ = book.labels._
    if not book.comparison.skipped:
        return
    sheet.space(10)
    sheet.add((_("Files left out"), HEAD), *[("", HEAD)] * len(book.comparison.years))
    for left in book.comparison.skipped:
        sheet.add((left_out(book.labels, left), TEXT))


def left_out(labels: Labels, left: Skipped) -> str:
    """“late.xlsx (Curaçao 2019): has errors”."""
    _ = labels._
    verdicts = {
        Verdict.NEEDS_EXPLANATION: _("needs an explanation"),
        Verdict.REJECTED: _("has errors"),
        Verdict.UNREADABLE: _("cannot be read"),
    }
    known = [labels.area(left.reporter)] if left.reporter else []
    known += [str(left.year)] if left.year else []
    whose = f" ({' '.join(known)})" if known else ""
    return f"{left.file}{whose}: {verdicts.get(left.verdict, left.verdict.value)}"
