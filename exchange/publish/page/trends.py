"""The chosen figure over the years: a small chart for each reporter, each with its own scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from exchange.core.comparison import Compared
from exchange.publish.labels import Labels
from exchange.publish.page.figures import said_beside
from exchange.publish.page.scale import Axis, axis, spread, width_of
from exchange.publish.page.view import View
from exchange.publish.series import breaks, finding
from exchange.wording.translator import number

WIDTH, HEIGHT = 320, 170
_TOP, _BOTTOM, _RIGHT, _GAP = 26.0, 144.0, 28.0, 6.0
_ABOVE, _BELOW = 8.0, 20.0
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


class Trend(NamedTuple):
    """One reporter's chart; ``lines`` are polylines as SVG has them, ``remarks`` stand below.

    A reporter without a number in any year has no ``points``, and nothing is drawn.
    """

    id: str
    title: str
    name: str
    told: str
    grid: tuple[Line, ...]
    scale: tuple[Text, ...]
    years: tuple[Text, ...]
    lines: tuple[str, ...]
    points: tuple[Point, ...]
    labels: tuple[Text, ...]
    cuts: tuple[Line, ...]
    gaps: tuple[Text, ...]
    remarks: tuple[str, ...]


def trends_of(view: View) -> tuple[Trend, ...]:
    """A chart for each reporter, or none at all where nobody has a number."""
    found = tuple(trend_of(view, area) for area in view.comparison.reporters)
    return found if any(trend.points for trend in found) else ()


def trend_of(view: View, area: str) -> Trend:
    """The chart of one reporter."""
    seen = [view.at(area, year) for year in view.comparison.years]
    there = [one for one in seen if one and one.value is not None]
    drawing = _Drawing(view, seen, max((one.value or 0 for one in there), default=0))
    labels = view.labels
    _ = labels._
    return Trend(
        id=f"trend-{area}",
        title=finding(labels, there)
        if there
        else _("{area}: no number in any year", area=labels.area(area)),
        name=f"{labels.area(area)}, {labels.full(view.asked.figure)}",
        told="; ".join(f"{year}: {text}" for year, text in _told(view, seen)),
        grid=tuple(drawing.grid()),
        scale=tuple(drawing.scale()),
        years=tuple(drawing.years()),
        lines=tuple(drawing.lines()),
        points=tuple(drawing.points()),
        labels=tuple(drawing.labels()),
        cuts=tuple(drawing.cuts()),
        gaps=tuple(drawing.gaps()),
        remarks=tuple(_remarks(view, seen)),
    )


class _Drawing:
    """Where the years, the values and the words of one chart lie."""

    def __init__(self, view: View, seen: Sequence[Compared | None], highest: int) -> None:
        self._view = view
        self._seen = seen
        self._axis: Axis = axis(highest, _BOTTOM, _TOP)
        self._left = width_of(number(self._axis.top)) + 2 * _GAP
        self._xs = spread(len(seen), self._left + 2 * _GAP, WIDTH - _RIGHT)

    def grid(self) -> Iterator[Line]:
        for tick in self._axis.ticks():
            y = self._axis.place(tick)
            yield Line(self._left, y, WIDTH, y)

    def scale(self) -> Iterator[Text]:
        for tick in self._axis.ticks():
            yield Text(self._left - _GAP, self._axis.place(tick) + 5, number(tick), "end")

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
        """Numbers at their points: all of them, or the last, the highest and the first."""
        taken: list[tuple[float, float]] = []
        for n in self._most_telling():
            one = self._seen[n]
            text = number(one.value or 0) + _mark(self._view.labels, one) if one else ""
            half = width_of(text) / 2 + _GAP / 2
            x, y = self._point(n)
            x = max(self._left + half, min(x, WIDTH - half))
            if all(x + half < left or x - half > right for left, right in taken):
                taken.append((x - half, x + half))
                yield Text(round(x, 1), round(y + self._beside(n), 1), text)

    def _beside(self, n: int) -> float:
        """Above a point; below it where the line comes down to it from both sides."""
        y = self._point(n).y
        run = next(run for run in self._runs() if n in run)
        sides = [self._point(side).y for side in (n - 1, n + 1) if side in run]
        valley = len(sides) == 2 and max(sides) < y
        return _BELOW if valley and y + _BELOW < _BOTTOM else -_ABOVE

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

    def _most_telling(self) -> list[int]:
        there = [n for run in self._runs() for n in run]
        if len(self._seen) <= _MANY_POINTS or not there:
            return list(reversed(there))
        top = max(there, key=lambda n: self._point(n).y * -1)
        return list(dict.fromkeys((there[-1], top, there[0])))


def _mark(labels: Labels, seen: Compared) -> str:
    return labels.codebook.statuses[seen.status].mark


def _told(view: View, seen: Sequence[Compared | None]) -> Iterator[tuple[int, str]]:
    """Each year's number or reason, for who cannot see the drawing."""
    for year, one in zip(view.comparison.years, seen, strict=True):
        if one is None:
            yield year, view.labels._("not asked")
        else:
            said = [number(one.value)] if one.value is not None else [view.labels.gap(one)]
            yield year, ", ".join(said + said_beside(view.labels, one))


def _remarks(view: View, seen: Sequence[Compared | None]) -> Iterator[str]:
    """“2016–2017: not available”: years that follow one another share a remark."""
    pairs = zip(view.comparison.years, seen, strict=True)
    for text, run in groupby(pairs, key=lambda pair: _remark(view.labels, pair[1])):
        years = [year for year, _one in run]
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"
        if text:
            yield f"{span}: {text}"


def _remark(labels: Labels, seen: Compared | None) -> str:
    if seen is None:
        return ""
    return labels.gap(seen) if seen.value is None else ", ".join(said_beside(labels, seen))
