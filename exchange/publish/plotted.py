"""The cells that charts plot: numbers only, and nothing at all where there is a gap.

Excel draws a text as zero, so the tables, which say gaps in words, cannot be plotted.
"""

from __future__ import annotations

from openpyxl.chart import Reference

from exchange.core.codebook import Key
from exchange.publish.book import Book
from exchange.publish.front_words import answered, asked_of
from exchange.publish.looks import HEAD, HEAD_NUMBER, NUMBER, ROW, SMALL, number_format
from exchange.publish.series import pieces

MOST_REPORTERS = 12
_PLAIN = NUMBER._replace(numbers=number_format())


class Plotted:
    """The sheet behind the charts; above ``MOST_REPORTERS`` there are none."""

    def __init__(self, book: Book) -> None:
        _ = book.labels._
        self._book = book
        self.years = book.comparison.years
        self.sheet = book.sheet(_("Chart data"), [64, *[10] * max(1, len(self.years))])
        self.sheet.add((_("What the charts plot. An empty cell is a gap, never a zero."), SMALL))
        self.answered = self._answered() if self._book.comparison.reporters else None
        self.sheet.space(8)
        heads = [(year, HEAD_NUMBER) for year in self.years]
        self._head = self.sheet.add(("", HEAD), *heads)

    @property
    def drawn(self) -> bool:
        """Whether there is something to draw a line through, for few enough reporters."""
        return len(self.years) > 1 and len(self._book.comparison.reporters) <= MOST_REPORTERS

    def over_years(self) -> Reference:
        return self._range(self._head, self._head)

    def pieces(self, key: Key, area: str) -> list[Reference]:
        """The area's numbers over the years, a row for each piece between breaks."""
        found = []
        name = f"{self._book.labels.full(key)} · {self._book.labels.area(area)}"
        for piece in pieces(self._book.comparison, key, area):
            cells = [(value, _PLAIN) for value in piece]
            number = self.sheet.add((name, ROW), *cells)
            found.append(self._range(number, number))
        return found

    def _answered(self) -> tuple[Reference, Reference, int] | None:
        """Names and numbers of the first page's chart, and how many were asked."""
        comparison, year = self._book.comparison, self.years[-1]
        asked = asked_of(comparison, year)
        if len(asked) > MOST_REPORTERS:
            return None
        rows = [
            self.sheet.add(
                (self._book.labels.area(area), ROW), (answered(comparison, area, year), NUMBER)
            )
            for area in asked
        ]
        names = Reference(self.sheet.page, min_col=1, min_row=rows[0], max_row=rows[-1])
        numbers = Reference(self.sheet.page, min_col=2, min_row=rows[0], max_row=rows[-1])
        return names, numbers, len(list(comparison.codebook.headlines(year)))

    def _range(self, first: int, last: int) -> Reference:
        columns = len(self.years) + 1
        return Reference(self.sheet.page, min_col=2, max_col=columns, min_row=first, max_row=last)
