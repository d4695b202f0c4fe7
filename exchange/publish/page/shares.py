"""How the chosen figure divides over classes: what each reporter gave, as shares of its total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exchange.core.codebook import Breakdown, Key
from exchange.core.comparison import Compared
from exchange.publish.page.countries import Bars, Item, drawn
from exchange.publish.page.figures import Figure, Signs, figure_of
from exchange.publish.page.table import Row, Section, Table, numbers_under
from exchange.publish.page.view import View
from exchange.wording.translator import number

_ENOUGH = 10
"""Below so many, a share is no more than noise: counts alone are said."""


class Division(NamedTuple):
    """One reporter's classes as ``bars``; where they are no shares, as ``counts`` in words.

    ``not_given`` names the classes that the reporter left out.
    """

    area: str
    bars: Bars | None
    counts: str = ""
    not_given: str = ""
    why: str = ""


class Shares(NamedTuple):
    """One breakdown of the chosen figure, and the same as a table: classes × reporters."""

    title: str
    divisions: tuple[Division, ...]
    table: Table


def shares_of(view: View) -> tuple[Shares, ...]:
    """The breakdowns that any reporter gave, in the order of the code book."""
    total = view.asked.figure
    dividing = (b for b in view.comparison.codebook.breakdowns.values() if total.name in b.of)
    found = (_shares(view, breakdown) for breakdown in dividing)
    return tuple(one for one in found if one.divisions)


def _shares(view: View, breakdown: Breakdown) -> Shares:
    labels, total = view.labels, view.asked.figure
    keys = [
        Key(total.offence, total.figure, breakdown.slug, category.slug)
        for category in breakdown.classes
        if view.asked.year in category.valid
    ]
    areas = [area for area in view.comparison.reporters if _given(view, area, keys)]
    title = f"{labels.full(total)} {labels.text(breakdown.label)}"
    divisions = tuple(_division(view, area, breakdown, keys) for area in areas)
    return Shares(title, divisions, _table(view, title, areas, keys))


def _table(view: View, title: str, areas: list[str], keys: list[Key]) -> Table:
    _ = view.labels._
    signs = Signs(view.labels)
    rows = tuple(_rows(view, areas, keys, signs))
    columns = numbers_under(_("Class"), map(view.labels.area, areas))
    return Table(title, (), columns, (Section("", rows),), signs.explained())


def _given(view: View, area: str, keys: list[Key]) -> bool:
    return any(_is_given(view.at(area, key=key)) for key in keys)


def _is_given(seen: Compared | None) -> bool:
    """Whether the reporter said it; a merge fills in what nobody said."""
    return seen is not None and (seen.value is not None or seen.origin is not None)


def _division(view: View, area: str, breakdown: Breakdown, keys: list[Key]) -> Division:
    labels, total = view.labels, view.at(area)
    _ = labels._
    seen = [(_category(view, key), view.at(area, key=key)) for key in keys]
    given = [(category, one) for category, one in seen if one and _is_given(one)]
    missing = [category for category, one in seen if not _is_given(one)]
    not_given = _("Not given: {classes}.", classes="; ".join(missing)) if missing else ""
    name = labels.area(area)
    marked = (area, f"{view.asked.figure.name}_{breakdown.slug}") in view.overlapping
    why = _no_shares(view, total, [one for _category, one in given], marked=marked)
    if why or total is None:
        counts = " · ".join(f"{category}: {_said(view, one)}" for category, one in given)
        return Division(name, None, counts, not_given, why)
    described = f"{name}, {labels.full(view.asked.figure)} {labels.text(breakdown.label)}"
    title = _title(view, name, total.value or 0, given)
    items = _items(view, given, total.value or 0)
    bars = drawn(f"{breakdown.slug}-{area}", title, described, items, total.value or 0)
    return Division(name, bars, "", not_given)


def _no_shares(view: View, total: Compared | None, given: list[Compared], *, marked: bool) -> str:
    """Why the classes are no shares of the total; nothing where they are."""
    _ = view.labels._
    if marked:
        return _("One person can stand in several classes, so they are no shares of a total.")
    if total is None or total.value is None:
        return _("The total is not known, so there are no shares.")
    if total.value == 0:
        return _("The total is 0: there is nothing to divide.")
    if sum(one.value or 0 for one in given) > total.value:
        return _("The classes add up to more than the total, so they are no shares of it.")
    return ""


def _items(view: View, given: list[tuple[str, Compared]], total: int) -> list[Item]:
    """A bar for each class given, and one for what they leave open: never silently dropped."""
    _ = view.labels._
    found = [
        Item(
            category,
            one.value,
            _share(view, one, total) if one.value is not None else view.labels.gap(one),
        )
        for category, one in given
    ]
    rest = total - sum(one.value or 0 for _category, one in given)
    return [*found, Item(_("in no class given"), rest, number(rest))] if rest else found


def _share(view: View, seen: Compared, total: int) -> str:
    """“849ᵈ · 64 %”; the count alone where shares would be noise."""
    value = seen.value or 0
    share = f" · {100 * value / total:.0f} %" if total >= _ENOUGH else ""
    return _said(view, seen) + share


def _said(view: View, seen: Compared) -> str:
    """The count with its flag, or the reason in words."""
    if seen.value is None:
        return view.labels.gap(seen)
    return number(seen.value) + view.labels.codebook.statuses[seen.status].mark


def _title(view: View, area: str, total: int, given: list[tuple[str, Compared]]) -> str:
    """“Curaçao: Female most, 12 of 30”; where several are most, the total alone.

    No class is called most where some people stand in no class given.
    """
    _ = view.labels._
    counts = [one.value or 0 for _category, one in given]
    top = max(counts, default=0)
    if counts.count(top) != 1 or not top:
        return _("{area}: {n} in all", area=area, n=total)
    category, _one = given[counts.index(top)]
    facts = {"area": area, "category": category, "n": top, "total": total}
    if top < sum(counts) == total:
        return _("{area}: {category} most, {n} of {total}", **facts)
    return _("{area}: {category}, {n} of {total}", **facts)


def _rows(view: View, areas: list[str], keys: list[Key], signs: Signs) -> Iterator[Row]:
    _ = view.labels._
    for key in keys:
        cells = tuple(_cell(view, view.at(area, key=key), signs) for area in areas)
        yield Row(_category(view, key), cells)
    yield Row(_("Total"), tuple(figure_of(view, view.at(area), signs) for area in areas))


def _cell(view: View, seen: Compared | None, signs: Signs) -> Figure:
    if not _is_given(seen):
        return Figure(None, view.labels._("not given"))
    return figure_of(view, seen, signs)


def _category(view: View, key: Key) -> str:
    breakdown = view.comparison.codebook.breakdowns[str(key.breakdown)]
    classes = breakdown.classes
    return next(view.labels.text(c.label) for c in classes if c.slug == key.category)
