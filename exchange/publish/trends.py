"""The figures over the years: small multiples, each on its own scale, and the table."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.pagebreak import Break

from exchange.core.codebook import Key
from exchange.core.comparison import Compared
from exchange.publish.book import Book, Sheet
from exchange.publish.charts import lines
from exchange.publish.labels import Labels
from exchange.publish.looks import FOOTNOTE, HEAD, HEAD_NUMBER, HEADING, ROW, SECTION, SMALL
from exchange.publish.numbers import figure_cell, height
from exchange.publish.plotted import Plotted
from exchange.publish.series import finding

_LABEL_WIDTH, _YEARS_WIDTH, _NARROWEST, _WIDEST = 34.0, 100.0, 12.0, 20.0
_CHART_WIDTH, _CHART_HEIGHT = 228.0, 142.0
_PAGE_POINTS, _PAGE_PIXELS = 505, 1035
_BLOCKS_A_PAGE = 2
_WIDER = 1.08
"""LibreOffice makes columns so much wider than Excel."""
_POINTS_A_PIXEL = 0.75


def trends(book: Book, plotted: Plotted) -> None:
    """One block for each headline figure that anybody counted in any year."""
    _ = book.labels._
    years = book.comparison.years
    width = min(_WIDEST, max(_NARROWEST, _YEARS_WIDTH / len(years)))
    sheet = book.sheet(_("Trends"), [_LABEL_WIDTH, *[width] * len(years)])
    sheet.add((_("Trends"), HEADING), height=24)
    sheet.add((_explained(book.labels), FOOTNOTE._replace(wrap=False)), height=16)
    keys = [key for key in book.comparison.keys if key.breakdown is None]
    silent = [key for key in keys if not _points(book, key)]
    tallest = page_begins = 0.0
    for number, key in enumerate(key for key in keys if key not in silent):
        if number and number % _BLOCKS_A_PAGE == 0:
            sheet.page.row_breaks.append(Break(id=sheet.next - 1))
            page_begins = sheet.points
        _block(book, sheet, plotted, key)
        tallest = max(tallest, sheet.points - page_begins)
    if silent:
        names = "; ".join(book.labels.full(key) for key in silent)
        sheet.add((_("Not counted by anybody in these years: {figures}.", figures=names), SMALL))
    _fit(book, sheet, tallest)


def _block(book: Book, sheet: Sheet, plotted: Plotted, key: Key) -> None:
    labels, comparison = book.labels, book.comparison
    years = comparison.years
    rest = [("", SECTION)] * len(years)
    sheet.add((labels.full(key), SECTION), *rest, height=24)
    sheet.add(("", HEAD), *((year, HEAD_NUMBER) for year in years), height=16)
    for area in comparison.areas:
        cells = [figure_cell(labels, comparison.at(area, key, year)) for year in years]
        sheet.add((labels.area(area), ROW), *cells, height=height(cells, sheet.widths[-1]))
    if plotted.drawn:
        number = sheet.space(_CHART_HEIGHT * _POINTS_A_PIXEL + 8)
        _charts(book, sheet, plotted, key, number)
    sheet.space(10)


def _charts(book: Book, sheet: Sheet, plotted: Plotted, key: Key, number: int) -> None:
    """A chart for each reporter with a number in any year, side by side in the book's order."""
    width = max(_CHART_WIDTH, sheet.pixels() / len(book.comparison.reporters))
    left = 0.0
    for area in book.comparison.reporters:
        pieces = plotted.pieces(key, area)
        if pieces:
            seen = _points(book, key, [area])
            highest = max(one.value or 0 for one in seen)
            chart = lines(finding(book.labels, seen), plotted.over_years(), pieces, highest)
            sheet.place(chart, number, left, (width - 6, _CHART_HEIGHT))
            left += width


def _points(book: Book, key: Key, areas: Sequence[str] | None = None) -> list[Compared]:
    comparison = book.comparison
    found = [
        comparison.at(area, key, year)
        for area in areas or comparison.reporters
        for year in comparison.years
    ]
    return [one for one in found if one and one.value is not None]


def _explained(labels: Labels) -> str:
    """What the marks mean, under the title because the blocks run over many pages."""
    _ = labels._
    marks = [
        f"{s.mark} {labels.text(s.label)}" for s in labels.codebook.statuses.values() if s.mark
    ]
    return " · ".join(
        [*marks, _("◐ partial"), _("each chart has its own scale; a gap is a gap in the line")]
    )


def _fit(book: Book, sheet: Sheet, tallest: float) -> None:
    """A fixed scale: printing to fit a number of pages would ignore the breaks between blocks."""
    charts = len(book.comparison.reporters) * _CHART_WIDTH
    widest = _WIDER * max(sheet.pixels(), charts if len(book.comparison.reporters) <= 12 else 0)
    scale = min(_PAGE_PIXELS / widest, _PAGE_POINTS / max(tallest, 1), 1)
    sheet.page.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page.page_setup.scale = max(10, int(100 * scale))
