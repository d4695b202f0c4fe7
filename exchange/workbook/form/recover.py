"""Reads a form whose names were destroyed by the keys that every row carries out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from exchange.core.cells import Cell, Kind, Place, column_number, position
from exchange.core.form import ROLES
from exchange.workbook.form.marks import Filled
from exchange.workbook.form.written import Written, written
from exchange.workbook.reader import Sheet, Workbook

ORIGINS = ("_source", "_asof")
"""Keys whose only input stands in the column of notes."""

Row = Mapping[int, Cell]
"""The filled cells of a row by column number."""


def recover(workbook: Workbook) -> Filled:
    """What the inputs of a form hold, by the defined names they had, found without any name.

    Empty where no sheet carries keys. The first of two equal keys counts. Nothing here decides
    that the figures are the right ones: they are for a fresh form, to be looked at.
    """
    filled: dict[str, Written] = {}
    for sheet in workbook.sheets:
        for name, value in _inputs(workbook, sheet):
            filled.setdefault(name, value)
    return filled


def _inputs(workbook: Workbook, sheet: Sheet) -> Iterator[tuple[str, Written]]:
    roles: dict[int, str] = {}
    for row in _rows(workbook, sheet):
        if not roles:
            roles = _roles(row)
            continue
        key = ""
        for column, role in roles.items():
            cell = row.get(column)
            if role == "key":
                key = cell.text if cell and cell.text.isidentifier() else ""
            elif key and cell and role in ROLES:
                yield from _input(key, role, cell)


def _rows(workbook: Workbook, sheet: Sheet) -> Iterator[Row]:
    """The rows of a sheet from above, each with its cells in order."""
    addresses = sorted(sheet.cells, key=position)
    for _row, group in groupby(addresses, key=lambda address: position(address)[0]):
        cells = {}
        for address in group:
            cell = workbook.cell(Place(sheet.title, address))
            if cell is not None:
                cells[column_number(address.rstrip("0123456789"))] = cell
        yield cells


def _roles(row: Row) -> dict[int, str]:
    """Column → role if this is the row that tells them; else nothing."""
    roles = {column: cell.text for column, cell in row.items() if cell.text in _TOLD}
    return roles if {"key", "value"} <= set(roles.values()) else {}


_TOLD = {"key", *ROLES}


def _input(key: str, role: str, cell: Cell) -> Iterator[tuple[str, Written]]:
    if cell.kind is Kind.UNCALCULATED:
        return
    if key.endswith(ORIGINS):
        if role == "note":
            yield key, written(cell)
    else:
        yield key if role == "value" else f"{key}_{role}", written(cell)
