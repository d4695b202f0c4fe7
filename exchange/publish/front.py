"""The first page: one sentence, one table, one chart, the footnotes; one A4 sheet."""

from __future__ import annotations

from itertools import groupby

from exchange.publish import front_words
from exchange.publish.book import Book, Sheet
from exchange.publish.charts import bars
from exchange.publish.columns import Column, columns
from exchange.publish.coverage import left_out
from exchange.publish.looks import (
    FOOTNOTE,
    HEAD,
    HEAD_GROUP,
    HEAD_NUMBER,
    HEADLINE,
    LEAD,
    ROW,
    SECTION,
    TITLE,
)
from exchange.publish.marks import Footnotes
from exchange.publish.numbers import figure_cell
from exchange.publish.plotted import Plotted

_LABEL_WIDTH = 30.0
_TABLE_WIDTH = 112.0
_CHART_ROWS = 13
_LINE = 13.0
_SMALL_LETTERS = 1.35


def front(book: Book, plotted: Plotted) -> None:
    """Writes the page for the latest year."""
    _ = book.labels._
    shown = columns(book.codebook)
    width = _TABLE_WIDTH / len(shown)
    sheet = book.sheet(_("Overview"), [_LABEL_WIDTH, *[width] * len(shown)])
    sheet.one_page()
    year = book.comparison.years[-1]
    last = len(shown) + 1
    _above(book, sheet, year, last)
    _head(book, sheet, shown)
    notes = _figures(book, sheet, shown, year)
    sheet.space(8)
    _below(book, sheet, plotted, notes, shown)


def _above(book: Book, sheet: Sheet, year: int, last: int) -> None:
    title = f"{book.labels.text(book.codebook.title)} · {year}"
    sheet.merge(sheet.add((title, TITLE), height=18), 1, last)
    sentence = front_words.headline(book.comparison, book.labels, year)
    sheet.merge(sheet.add((sentence, HEADLINE), height=46), 1, last)
    detail = front_words.lead(book.comparison, book.labels, year)
    sheet.merge(sheet.add((detail, LEAD), height=32), 1, last)


def _head(book: Book, sheet: Sheet, shown: tuple[Column, ...]) -> None:
    """Two rows: the areas, and the parts of those that are unfolded."""
    groups = [list(group) for _, group in groupby(shown, key=lambda column: column.group)]
    names = [book.labels.area(column.group) for column in shown]
    looks = [HEAD_NUMBER if len(group) == 1 else HEAD_GROUP for group in groups for _ in group]
    upper = sheet.add(("", HEAD), *zip(names, looks, strict=True), height=18)
    lower = sheet.add(("", HEAD), *((_part_name(book, c), HEAD_NUMBER) for c in shown), height=28)
    sheet.merge(upper, 1, 1, rows=2)
    column = 2
    for group in groups:
        rows = 2 if len(group) == 1 else 1
        sheet.merge(upper, column, column + len(group) - 1, rows=rows)
        column += len(group)
    sheet.freeze(f"B{lower + 1}")


def _part_name(book: Book, column: Column) -> str:
    return (
        book.labels._("together") if column.area == column.group else book.labels.area(column.area)
    )


def _figures(book: Book, sheet: Sheet, shown: tuple[Column, ...], year: int) -> Footnotes:
    labels, notes = book.labels, Footnotes(book.labels)
    for offence, keys in groupby(book.codebook.headlines(year), key=lambda key: key.offence):
        sheet.add((labels.offence(offence), SECTION), *[("", SECTION)] * len(shown), height=24)
        for key in keys:
            seen = [book.comparison.at(column.area, key, year) for column in shown]
            cells = [figure_cell(labels, one, notes.mark(one) if one else "") for one in seen]
            unit = labels.unit(key.figure)
            name = labels.figure(key.figure) + (f" ({unit})" if unit else "")
            sheet.add((name, ROW), *cells, height=23)
    return notes


def _below(
    book: Book, sheet: Sheet, plotted: Plotted, notes: Footnotes, shown: tuple[Column, ...]
) -> None:
    """The chart on the left, the remarks on the right of it."""
    first, last = len(shown) // 2 + 2, len(shown) + 1
    right = (last - first + 1) * sheet.widths[-1]
    texts = [
        front_words.caveat(book.labels),
        *notes.texts(),
        *_left_out(book),
        _whence(book),
        *_stamp(book),
    ]
    start = sheet.next
    for text in texts:
        height = _LINE * max(1, -(-len(text) // (right * _SMALL_LETTERS)))
        number = sheet.add(*[("", FOOTNOTE)] * (first - 1), (text, FOOTNOTE), height=height)
        sheet.merge(number, first, last)
    while sheet.next < start + _CHART_ROWS:
        sheet.space(_LINE)
    if plotted.answered is not None:
        names, numbers, highest = plotted.answered
        title = front_words.finding(book.comparison, book.labels, book.comparison.years[-1])
        width = _left_of(sheet, first) - 24
        sheet.place(bars(title, names, numbers, highest), start, 0, (width, _CHART_ROWS * 17.5))


def _left_of(sheet: Sheet, column: int) -> float:
    return sum(width * 7 for width in sheet.widths[: column - 1])


def _left_out(book: Book) -> list[str]:
    files = [left_out(book.labels, left) for left in book.comparison.skipped]
    return [book.labels._("Left out: {files}.", files="; ".join(files))] if files else []


def _stamp(book: Book) -> list[str]:
    stamp = book.comparison.stamp
    return [front_words.stamped(book.labels, stamp)] if stamp else []


def _whence(book: Book) -> str:
    _ = book.labels._
    return _(
        "Every number comes from one cell of one return; the sheet “{sheet}” names it.",
        sheet=_("Where numbers come from"),
    )
