"""A workbook as read: what is filled, where names point, what to be told about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from exchange.core.cells import Cell, Place

from .sheets import Raw
from .styles import Styles
from .values import interpret

Target = Place | None
"""The one cell a name points to; None for anything else, a lost reference (#REF!) among them."""


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its filled cells by address, as stored, and what hides or blurs them.

    ``hidden_columns`` are ranges of column numbers, both ends included. ``far_cells`` are filled
    cells beyond the limits' rows and columns, ``duplicates`` addresses that the file fills twice.
    """

    title: str
    hidden: bool
    cells: Mapping[str, Raw]
    merges: tuple[str, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    comments: bool
    far_cells: tuple[str, ...]
    duplicates: tuple[str, ...]

    def hides_column(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.hidden_columns)


@dataclass(frozen=True)
class Workbook:
    """All worksheets in their order, and the defined names of the workbook in lower case.

    ``authors`` are the creator and the last to save, as far as the file names them.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[Target, ...]]
    external_links: bool
    authors: tuple[str, ...]
    is_1904: bool
    styles: Styles = field(default_factory=Styles, repr=False)

    @cached_property
    def _cells(self) -> Mapping[str, Mapping[str, Raw]]:
        return {sheet.title: sheet.cells for sheet in self.sheets}

    def cell(self, place: Place) -> Cell | None:
        """What stands at the place; None where it is blank or the sheet is not there."""
        title, address = place
        cells = self._cells.get(title)
        if cells is None or address not in cells:
            return None
        return interpret(cells[address], self.styles, self.is_1904)

    def filled(self) -> Iterator[Place]:
        """The places of all filled cells, sheet by sheet, in the order of the file."""
        for sheet in self.sheets:
            for address in sheet.cells:
                yield Place(sheet.title, address)
