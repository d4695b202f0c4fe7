"""The voluntary breakdowns: each area that gave one, under its total, over all years."""

from __future__ import annotations

from itertools import groupby

from exchange.core.codebook import Key
from exchange.core.comparison import UNLIKE, Compared
from exchange.publish.book import Book, Sheet
from exchange.publish.looks import (
    GAP,
    GAP_SUM,
    HEAD,
    HEAD_NUMBER,
    HEADING,
    ROW,
    SECTION,
    SMALL,
    TEXT,
    Look,
)
from exchange.publish.numbers import figure_cell, height

_LABEL_WIDTH, _YEAR_WIDTH = 46.0, 12.0
_INDENTED = ROW._replace(indent=2)
_BOLD = ROW._replace(bold=True)


def breakdowns(book: Book) -> None:
    """A block for each divided figure; in it, an area's total and its classes."""
    _ = book.labels._
    years = book.comparison.years
    sheet = book.sheet(_("Breakdowns"), [_LABEL_WIDTH, *[_YEAR_WIDTH] * len(years)])
    sheet.add((_("Breakdowns"), HEADING), height=24)
    sheet.add((_("Voluntary: only what reporters gave. The classes can be fewer than all."), SMALL))
    classes = [key for key in book.comparison.keys if key.breakdown]
    if not classes:
        sheet.add((_("Nobody gave a breakdown."), TEXT))
    for _same, keys in groupby(classes, key=lambda key: key[:3]):
        _block(book, sheet, list(keys))


def _block(book: Book, sheet: Sheet, keys: list[Key]) -> None:
    labels, comparison = book.labels, book.comparison
    years = comparison.years
    key = keys[0]
    divided = labels.text(book.codebook.breakdowns[str(key.breakdown)].label)
    sheet.space(8)
    title = f"{labels.full(key.headline)} {divided}"
    sheet.add((title, SECTION), *[("", SECTION)] * len(years), height=24)
    sheet.add(("", HEAD), *((year, HEAD_NUMBER) for year in years))
    for area in comparison.areas:
        given = [key for key in keys if _given(book, area, key)]
        for row in (key.headline, *given) if given else ():
            seen = [comparison.at(area, row, year) for year in years]
            cells = [_cell(book, area, one) for one in seen]
            name = (
                (_category(book, row), _INDENTED) if row.breakdown else (labels.area(area), _BOLD)
            )
            sheet.add(name, *cells, height=height(cells, _YEAR_WIDTH))


def _given(book: Book, area: str, key: Key) -> bool:
    """Whether the area has a number or a reason for the class in any year, or a part of it has."""
    seen = (book.comparison.at(area, key, year) for year in book.comparison.years)
    return any(
        one and (one.value is not None or one.origin or one.status == UNLIKE) for one in seen
    )


def _cell(book: Book, area: str, seen: Compared | None) -> tuple[str | int | None, Look]:
    if seen is None:
        look = GAP_SUM if area in book.codebook.areas else GAP
        return book.labels._("not given"), look
    return figure_cell(book.labels, seen)


def _category(book: Book, key: Key) -> str:
    breakdown = book.codebook.breakdowns[str(key.breakdown)]
    return next(
        book.labels.text(category.label)
        for category in breakdown.classes
        if category.slug == key.category
    )
