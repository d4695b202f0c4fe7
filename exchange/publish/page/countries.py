"""The chosen figure in the chosen year, country by country, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exchange.core.comparison import UNLIKE, Compared, Coverage
from exchange.publish.labels import Labels
from exchange.publish.marks import PARTIAL
from exchange.publish.page.figures import said_beside
from exchange.publish.page.scale import lines_of, width_of
from exchange.publish.page.view import View
from exchange.wording.translator import number

WIDTH = 320
_BAR = 18
_LINE = 18
_BETWEEN = 10
_SPACE = 6
_THINNEST = 1.5


class Bar(NamedTuple):
    """A name, under it a bar with ``text`` at its end, and remarks below; places in the drawing.

    ``length`` is None where there is no number and ``text`` says why.
    """

    name: str
    y: float
    length: float | None
    text: str
    text_x: float
    remarks: tuple[tuple[float, str], ...]
    partial: bool = False


class Bars(NamedTuple):
    """A drawing of bars; ``title`` says the finding, ``told`` everything in words."""

    id: str
    title: str
    name: str
    told: str
    width: int
    height: float
    bars: tuple[Bar, ...]

    @property
    def any(self) -> bool:
        """Whether there is a number at all."""
        return any(bar.length is not None for bar in self.bars)


class Item(NamedTuple):
    """What one bar stands for."""

    name: str
    value: int | None
    text: str
    remarks: tuple[str, ...] = ()
    partial: bool = False


def countries_of(view: View) -> Bars:
    """The countries, which are the parts of the last area, the Netherlands as one."""
    labels, year = view.labels, view.asked.year
    whole = list(labels.codebook.areas)[-1]
    found = [view.at(part) for part in labels.codebook.areas[whole].parts]
    seen = [one for one in found if one]
    name = f"{labels.full(view.asked.figure)}, {year}"
    return drawn("countries", _finding(view, seen), name, [_item(labels, one) for one in seen])


def drawn(slug: str, title: str, name: str, items: Sequence[Item], full: int = 0) -> Bars:
    """The bars under each other; the longest, or a value of ``full``, takes the width there is."""
    highest = max([full, 1, *(item.value or 0 for item in items)])
    room = WIDTH - max((width_of(item.text) for item in items if item.value), default=0)
    bars = tuple(_laid_out(items, (room - 2 * _SPACE) / highest))
    last = bars[-1] if bars else None
    height = last.y + _BAR + len(last.remarks) * _LINE + _SPACE if last else 0
    told = "; ".join(
        f"{item.name}: {', '.join((item.text.replace(PARTIAL, ''), *item.remarks))}"
        for item in items
    )
    return Bars(slug, title, name, told, WIDTH, height, bars)


def _laid_out(items: Sequence[Item], unit: float) -> Iterator[Bar]:
    y = float(_LINE + 4)
    for item in items:
        length = None
        if item.value is not None:
            length = _visible(item.value * unit) if item.value else 0.0
        below = [line for remark in item.remarks for line in lines_of(remark, WIDTH)]
        remarks = tuple((y + _BAR + _LINE * n - 3, line) for n, line in enumerate(below, 1))
        text_x = 0 if length is None else round(length + _SPACE, 1)
        yield Bar(item.name, y, length, item.text, text_x, remarks, item.partial)
        y += _BAR + len(below) * _LINE + _BETWEEN + _LINE


def _visible(length: float) -> float:
    """One person beside a thousand is still a person."""
    return round(max(length, _THINNEST), 1)


def _item(labels: Labels, seen: Compared) -> Item:
    partial = seen.value is not None and seen.coverage is Coverage.PARTIAL
    if seen.value is None:
        return Item(labels.area(seen.area), None, labels.gap(seen))
    mark = labels.codebook.statuses[seen.status].mark + (PARTIAL if partial else "")
    remarks = tuple(said_beside(labels, seen))
    return Item(labels.area(seen.area), seen.value, number(seen.value) + mark, remarks, partial)


def _finding(view: View, seen: Sequence[Compared]) -> str:
    """The chart's title; no order is said between counts on unlike bases."""
    labels, year = view.labels, str(view.asked.year)
    _ = labels._
    counted = [one for one in seen if one.value is not None]
    if not counted:
        return _("No country has a number for {year}", year=year)
    if len(counted) == 1:
        area = labels.area(counted[0].area)
        return _(
            "Only {area} has a number for {year}: {n}", area=area, year=year, n=counted[0].value
        )
    if len({one.basis for one in counted}) > 1 or any(one.status == UNLIKE for one in seen):
        return _("The countries counted differently in {year}: no order follows", year=year)
    return _most(labels, counted, all(one.coverage is Coverage.COMPLETE for one in seen))


def _most(labels: Labels, counted: Sequence[Compared], whole: bool) -> str:
    """Who counted most; among what is known, where something is missing."""
    _ = labels._
    year, top = str(counted[0].year), max(one.value or 0 for one in counted)
    most = [one.area for one in counted if one.value == top]
    areas = labels.areas(most)
    if len(most) == len(counted):
        return _("{areas}: {n} each in {year}", areas=areas, n=top, year=year)
    if not whole:
        return _("Most of what is known of {year}: {areas}, {n}", areas=areas, n=top, year=year)
    return _("Most in {year}: {areas}, {n}", areas=areas, n=top, year=year)
