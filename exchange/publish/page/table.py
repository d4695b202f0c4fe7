"""Areas side by side, the Netherlands unfolded, and what the marks in the table mean."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from exchange.core.codebook import Key
from exchange.publish import columns
from exchange.publish.page.figures import Figure, Sign, Signs, figure_of
from exchange.publish.page.view import View


class Row(NamedTuple):
    """``figure`` is the name of the figure the row is about, where rows are figures."""

    label: str
    cells: tuple[Figure, ...]
    figure: str = ""


class Section(NamedTuple):
    """Rows under a title; without a title where the table has only one."""

    title: str
    rows: tuple[Row, ...]


Column = str | tuple[str, str]
"""A column's head; with the word “number” where numbers stand below it."""


class Table(NamedTuple):
    """``groups`` stand over the columns: a text and over how many of them, the first one's too."""

    caption: str
    groups: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    signs: tuple[Sign, ...]


def numbers_under(first: str, heads: Iterable[str]) -> tuple[Column, ...]:
    """A column of words, then columns of numbers."""
    return (first, *((head, "number") for head in heads))


def year_table(view: View) -> Table:
    """All figures of the year, a section for each offence."""
    labels, signs = view.labels, Signs(view.labels)
    _ = labels._
    year = view.asked.year
    sections = [
        Section(labels.offence(offence), tuple(_figure_row(view, key, signs) for key in keys))
        for offence, keys in groupby(
            view.comparison.codebook.headlines(year), key=lambda key: key.offence
        )
    ]
    return _table(view, _("Figures of {year}", year=str(year)), _("Figure"), sections, signs)


def series_table(view: View) -> Table:
    """The chosen figure, a row for each year, the latest first."""
    _ = view.labels._
    signs = Signs(view.labels)
    rows = tuple(
        Row(str(year), _cells(view, year, view.asked.figure, signs))
        for year in reversed(view.comparison.years)
    )
    caption = view.labels.full(view.asked.figure)
    return _table(view, caption, _("Year"), [Section("", rows)], signs)


def country_table(view: View) -> Table:
    """The chosen figure in the chosen year, a row for each country."""
    _ = view.labels._
    signs = Signs(view.labels)
    whole = list(view.comparison.codebook.areas)[-1]
    rows = tuple(
        Row(view.labels.area(area), (figure_of(view, view.at(area), signs),))
        for area in view.comparison.codebook.areas[whole].parts
    )
    caption = f"{view.labels.full(view.asked.figure)}, {view.asked.year}"
    columns = numbers_under(_("Country"), [str(view.asked.year)])
    return Table(caption, (), columns, (Section("", rows),), signs.explained())


def _table(
    view: View, caption: str, first: str, sections: Iterable[Section], signs: Signs
) -> Table:
    made = tuple(sections)
    groups = (("", 1), *_groups(view))
    return Table(caption, groups, numbers_under(first, _heads(view)), made, signs.explained())


def _figure_row(view: View, key: Key, signs: Signs) -> Row:
    labels = view.labels
    unit = labels.unit(key.figure)
    name = labels.figure(key.figure) + (f" ({unit})" if unit else "")
    return Row(name, _cells(view, view.asked.year, key, signs), key.name)


def _cells(view: View, year: int, key: Key, signs: Signs) -> tuple[Figure, ...]:
    return tuple(figure_of(view, view.at(c.area, year, key), signs) for c in _columns(view))


def _groups(view: View) -> Iterable[tuple[str, int]]:
    """The areas whose parts stand side by side; nothing over the others."""
    for group, inside in groupby(_columns(view), key=lambda column: column.group):
        count = len(list(inside))
        yield (view.labels.area(group) if count > 1 else ""), count


def _heads(view: View) -> Iterable[str]:
    """An area's name; where it stands above, beside its parts, “together”."""
    _ = view.labels._
    for _group, inside in groupby(_columns(view), key=lambda column: column.group):
        parts = list(inside)
        for column in parts:
            last = len(parts) > 1 and column.area == column.group
            yield _("together") if last else view.labels.area(column.area)


def _columns(view: View) -> tuple[columns.Column, ...]:
    return columns.columns(view.comparison.codebook)
