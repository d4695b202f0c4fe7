"""Finds a form's cells in a workbook, by their names and never by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from exchange.core.cells import Cell, Place
from exchange.core.form import Form
from exchange.core.returns import Finding, Severity
from exchange.validation import RowInput
from exchange.workbook.reader import Workbook

FRONT_PAGE = ("codebook", "reporter", "year", "language")
MOST_CHARACTERS = 32_767
"""What a cell can hold in Excel; a file can claim more, and many cells can share one text."""


class NamedCells(NamedTuple):
    """The cells of one workbook under the names of the exchange."""

    workbook: Workbook

    def place(self, name: str) -> Place | None:
        """Where a name points: None where it is missing or points at no single cell.

        Our names are in small letters, as the workbook's are here: Excel does not tell them apart.
        """
        targets = self.workbook.names.get(name, ())
        return targets[0] if targets else None

    def cell(self, name: str) -> Cell | None:
        place = self.place(name)
        return self.at(place) if place else None

    def at(self, place: Place) -> Cell | None:
        """What stands at a place, no longer than a cell can be."""
        cell = self.workbook.cell(place)
        if cell is not None and len(cell.text) > MOST_CHARACTERS:
            return cell._replace(text=cell.text[:MOST_CHARACTERS])
        return cell

    def front_page(self) -> dict[str, Cell]:
        cells = ((name, self.cell(name)) for name in FRONT_PAGE)
        return {name: cell for name, cell in cells if cell is not None}


class FormCells:
    """The cells of one form in one workbook."""

    def __init__(self, form: Form, named: NamedCells) -> None:
        self.form = form
        self.named = named

    @cached_property
    def places(self) -> dict[str, Place]:
        """Input name → address, for the names that point at a cell."""
        names, inputs = self.named.workbook.names, self.form.questions.inputs
        places = ((name, names[name][0]) for name in inputs if name in names)
        return {name: place for name, place in places if place is not None}

    @cached_property
    def places_on(self) -> Mapping[str, Mapping[Place, str]]:
        """The addresses of the inputs with their names, by the sheet they are on."""
        found: dict[str, dict[Place, str]] = {}
        for name, place in self.places.items():
            found.setdefault(place.sheet, {})[place] = name
        return found

    def rows(self) -> dict[str, RowInput]:
        """The raw cells of every row in which anything is filled in."""
        rows, places, at = {}, self.places, self.named.at
        for names in self.form.questions.cell_names.values():
            cells = {
                role: cell
                for role, name in names.items()
                if name in places and (cell := at(places[name]))
            }
            if cells:
                rows[names["value"]] = RowInput(**cells)
        return rows

    def other_cells(self) -> dict[str, Cell]:
        cells = ((name, self.named.cell(name)) for name in self.form.questions.other_names)
        return {name: cell for name, cell in cells if cell is not None}

    def missing(self) -> tuple[str, ...]:
        places = self.places
        return tuple(name for name in self.form.questions.inputs if name not in places)


def naming_faults(cells: FormCells) -> Iterable[Finding]:
    """Names that are gone, and names of which it cannot be told which cell they mean."""
    missing = cells.missing()
    if missing:
        facts = {"count": len(missing)}
        yield Finding(Severity.ERROR, "cells-missing", missing, missing[0], facts=facts)
    for name in FRONT_PAGE:
        if len(set(cells.named.workbook.names.get(name, ()))) > 1:
            yield Finding(Severity.ERROR, "name-twice", (name,), name, found=name)
    taken: dict[Place, str] = {}
    names = cells.named.workbook.names
    for name, place in cells.places.items():
        targets = names[name]
        ambiguous = len(targets) > 1 and len(set(targets)) > 1
        if ambiguous or taken.setdefault(place, name) != name:
            yield Finding(Severity.ERROR, "name-twice", (name,), name, found=name)
