"""Where the years, the values and the words of one reporter's line lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from exchange.core.comparison import Compared
from exchange.publish.labels import Labels
from exchange.publish.page.scale import Axis, axis, spread, width_of
from exchange.publish.page.view import View
from exchange.publish.series import breaks
from exchange.wording.translator import number

WIDTH = 320
_TOP, _BOTTOM, _RIGHT, _GAP = 26.0, 144.0, 28.0, 6.0
_ABOVE, _BELOW, _MIDDLE = 8.0, 20.0, 5.0
_MANY_POINTS = 7
_MANY_YEARS = 6


class Text(NamedTuple):
    """A text in a drawing; ``anchor`` is its start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Point(NamedTuple):
    x: float
    y: float


class Drawing:
    """One line chart, from the figures of all years; 320 units wide, 170 high."""

    def __init__(self, view: View, seen: Sequence[Compared | None]) -> None:
        self._view = view
        self._seen = seen
        highest = max((one.value or 0 for one in seen if one), default=0)
        self._axis: Axis = axis(highest, _BOTTOM, _TOP)
        self._left = round(width_of(number(self._axis.top)) + 2 * _GAP, 1)
        self._there = [n for n, one in enumerate(seen) if one and one.value is not None]
        self._long = len(seen) > _MANY_POINTS
        last = width_of(self._said(self._there[-1])) if self._long and self._there else 0
        right = max(_RIGHT, last + 2 * _GAP)
        self._xs = spread(len(seen), self._left + 2 * _GAP, WIDTH - right)

    def grid(self) -> Iterator[Line]:
        """Zero first."""
        for tick in self._axis.ticks():
            y = self._axis.place(tick)
            yield Line(self._left, y, WIDTH, y)

    def scale(self) -> Iterator[Text]:
        """The numbers of the grid."""
        for tick in self._axis.ticks():
            yield Text(self._left - _GAP, self._axis.place(tick) + _MIDDLE, number(tick), "end")

    def years(self) -> Iterator[Text]:
        """All years, or the first, the middle and the last where they would not fit."""
        all_years = self._view.comparison.years
        last = len(all_years) - 1
        shown = range(last + 1) if last < _MANY_YEARS else sorted({0, last // 2, last})
        for n in shown:
            yield Text(self._xs[n], _BOTTOM + _BELOW, str(all_years[n]))

    def lines(self) -> Iterator[str]:
        """Polylines through neighbouring years; a gap ends one, a break too."""
        for run in self._runs():
            if len(run) > 1:
                yield " ".join(f"{x},{y}" for x, y in (self._point(n) for n in run))

    def points(self) -> Iterator[Point]:
        return (self._point(n) for run in self._runs() for n in run)

    def labels(self) -> Iterator[Text]:
        """Numbers at their points: all of them, or of a long series the last and the highest."""
        if not self._long:
            yield from (self._label(n) for n in self._there)
        elif self._there:
            last = self._there[-1]
            top = max(self._there, key=lambda n: -self._point(n).y)
            x, y = self._point(last)
            yield Text(x + _GAP, y + _MIDDLE, self._said(last), "start")
            if top != last:
                yield self._label(top)

    def _label(self, n: int) -> Text:
        """Above the point, or below it where the line comes down to it from both sides."""
        x, y = self._point(n)
        half = width_of(self._said(n)) / 2 + _GAP / 2
        x = max(self._left + half, min(x, WIDTH - half))
        run = next(run for run in self._runs() if n in run)
        sides = [self._point(side).y for side in (n - 1, n + 1) if side in run]
        valley = len(sides) == 2 and max(sides) < y and y + _BELOW < _BOTTOM
        return Text(round(x, 1), round(y + (_BELOW if valley else -_ABOVE), 1), self._said(n))

    def _said(self, n: int) -> str:
        one = self._seen[n]
        return number(one.value or 0) + _mark(self._view.labels, one) if one else ""

    def cuts(self) -> Iterator[Line]:
        """An upright line before each year with which the series begins anew."""
        for n, one in enumerate(self._seen):
            if n and breaks(self._view.comparison.codebook, one):
                x = round((self._xs[n - 1] + self._xs[n]) / 2, 1)
                yield Line(x, _TOP - _ABOVE, x, _BOTTOM)

    def gaps(self) -> Iterator[Text]:
        """The reason for years without a number, where it fits between its neighbours."""
        step = self._xs[1] - self._xs[0] if len(self._xs) > 1 else WIDTH - self._left
        reasons = [self._view.labels.gap(s) if s and s.value is None else "" for s in self._seen]
        for text, run in groupby(enumerate(reasons), key=lambda pair: pair[1]):
            places = [self._xs[n] for n, _reason in run]
            middle, half = (places[0] + places[-1]) / 2, width_of(text) / 2
            fits = 2 * half <= places[-1] - places[0] + step
            if text and fits and middle - half > self._left and middle + half < WIDTH:
                yield Text(round(middle, 1), _BOTTOM - _ABOVE, text)

    def _point(self, n: int) -> Point:
        one = self._seen[n]
        return Point(self._xs[n], self._axis.place((one.value if one else 0) or 0))

    def _runs(self) -> Iterator[list[int]]:
        """Neighbouring years with numbers that can be compared with each other."""
        run: list[int] = []
        for n, one in enumerate(self._seen):
            there = one is not None and one.value is not None
            if run and not (there and self._goes_on(n)):
                yield run
                run = []
            if there:
                run.append(n)
        if run:
            yield run

    def _goes_on(self, n: int) -> bool:
        """Whether the series goes on from the year before: no break, the same basis."""
        one, before = self._seen[n], self._seen[n - 1]
        same = one is not None and before is not None and one.basis == before.basis
        return same and not breaks(self._view.comparison.codebook, one)


def _mark(labels: Labels, seen: Compared) -> str:
    return labels.codebook.statuses[seen.status].mark
