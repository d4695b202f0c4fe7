"""The chosen figure over the years: a small chart for each reporter, each with its own scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from exchange.core.comparison import Compared
from exchange.publish.labels import Labels
from exchange.publish.page.figures import said_beside
from exchange.publish.page.lines import Drawing, Line, Point, Text
from exchange.publish.page.view import View
from exchange.publish.series import finding
from exchange.wording.translator import number


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
    drawing = Drawing(view, seen)
    labels = view.labels
    return Trend(
        id=f"trend-{area}",
        title=_title(labels, area, [one for one in seen if one and one.value is not None]),
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


def _title(labels: Labels, area: str, there: Sequence[Compared]) -> str:
    _ = labels._
    if there:
        return finding(labels, there)
    return _("{area}: no number in any year", area=labels.area(area))


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
