"""What else a workbook holds, and what blurs the form's own cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from exchange.core.cells import Place, column_number, position
from exchange.core.returns import Finding, Severity
from exchange.submissions.cells import FormCells
from exchange.workbook.reader import Sheet, Workbook

OUR_OWN_AUTHOR = "exchange"
MOST_PLACES = 20
_RANGE = r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"


def blurred_inputs(cells: FormCells) -> Iterator[Finding]:
    """Inputs merged with other cells, or standing twice in the file."""
    for sheet in cells.named.workbook.sheets:
        inputs = cells.places_on.get(sheet.title)
        if inputs and (sheet.merges or sheet.duplicates):
            yield from _merged(sheet, inputs)
            yield from _twice(sheet, inputs)


def _merged(sheet: Sheet, inputs: Mapping[Place, str]) -> Iterator[Finding]:
    spots = [(position(place.address), place, name) for place, name in inputs.items()]
    rows = {row for (row, _), _, _ in spots}
    for merge in sheet.merges:
        match = re.fullmatch(_RANGE, merge)
        if match is None:
            continue
        left, right = column_number(match[1]), column_number(match[3])
        top, bottom = int(match[2]), int(match[4])
        if not any(top <= row <= bottom for row in rows):
            continue
        inside = [
            (spot, place, name)
            for spot, place, name in spots
            if top <= spot[0] <= bottom and left <= spot[1] <= right
        ]
        if len(inside) > 1 or (inside and inside[0][0] != (top, left)):
            names = tuple(name for _, _, name in inside)
            yield Finding(Severity.ERROR, "merged-cells", names, names[0], merge)


def _twice(sheet: Sheet, inputs: Mapping[Place, str]) -> Iterator[Finding]:
    for address in dict.fromkeys(sheet.duplicates):
        name = inputs.get(Place(sheet.title, address))
        if name is not None:
            yield Finding(Severity.ERROR, "cell-twice", (name,), name)


def remarks(cells: FormCells) -> Iterator[Finding]:
    """What could hold personal data or surprise: foreign sheets, comments, hidden rows, names."""
    workbook = cells.named.workbook
    ours = {place.sheet for targets in workbook.names.values() for place in targets if place}
    nameless = bool(cells.missing())
    marked_by_us = cells.named.place("issues") is not None
    for sheet in workbook.sheets:
        if sheet.title not in ours:
            # Where names are gone, it may well be one of ours.
            if not nameless:
                yield _note("foreign-sheet", found=sheet.title)
        elif sheet.comments and not marked_by_us:
            yield _note("comments", found=sheet.title)
        if sheet.far_cells:
            yield _note("far-cells", (Place(sheet.title, a) for a in sheet.far_cells))
        if sheet.title in ours:
            yield from _hidden(sheet, cells)
    yield from _about_the_file(workbook)


def _hidden(sheet: Sheet, cells: FormCells) -> Iterator[Finding]:
    inputs: Collection[Place] = cells.places_on.get(sheet.title, {})
    if not sheet.hidden:
        inputs = _out_of_sight(sheet, inputs)
    filled = [place for place in inputs if place.address in sheet.cells]
    if filled:
        yield _note("hidden-cells", filled)


def _out_of_sight(sheet: Sheet, places: Collection[Place]) -> list[Place]:
    spots = [position(place.address) for place in places]
    columns = {column for column in {column for _, column in spots} if sheet.hides_column(column)}
    rows = sheet.hidden_rows
    return [
        place
        for place, (row, column) in zip(places, spots, strict=True)
        if row in rows or column in columns
    ]


def _about_the_file(workbook: Workbook) -> Iterator[Finding]:
    if workbook.external_links:
        yield _note("external-links")
    authors = [author for author in workbook.authors if author not in (OUR_OWN_AUTHOR, "openpyxl")]
    if authors:
        yield _note("authors", found=", ".join(dict.fromkeys(authors)))


def _note(code: str, places: Iterable[Place] = (), found: str | None = None) -> Finding:
    shown = tuple(places)[:MOST_PLACES]
    return Finding(Severity.NOTE, code, found=found, places=shown)
