"""One sheet while it is being written: its cells, and an openpyxl sheet for all the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from exchange.workbook.form.looks import PLAIN, Style

ROLES_ROW = 1
"""On every sheet the first row, hidden, says what each column holds."""


class Formula(str):
    """A formula, which no text from outside ever becomes."""

    __slots__ = ()


Value = int | str | None


@cache
def address(row: int, column: int) -> str:
    """The A1 address of a row and a column."""
    return f"{get_column_letter(column)}{row}"


@dataclass
class Page:
    """Cells by row and column, each a value and a style; widths in digits, heights in points."""

    sheet: Worksheet
    cells: dict[int, dict[int, tuple[Value, Style]]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    comments: list[CommentRecord] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.sheet.title

    def put(self, row: int, column: int, value: Value, style: Style = PLAIN) -> None:
        cells = self.cells.get(row)
        if cells is None:
            cells = self.cells[row] = {}
        cells[column] = (value, style)

    def put_all(self, row: int, columns: Iterable[int], style: Style) -> None:
        """Give empty cells a look, for bands of colour and rules."""
        for column in columns:
            self.put(row, column, None, style)

    def width(self, column: int, digits: float, *, hidden: bool = False) -> None:
        dimension = self.sheet.column_dimensions[get_column_letter(column)]
        dimension.width = digits
        dimension.hidden = hidden

    def height(self, row: int, points: float) -> None:
        """Room for a row: the most that anything in it asked for."""
        self.heights[row] = max(points, self.heights.get(row, 0))

    def hide(self, *rows: int) -> None:
        self.hidden_rows.update(rows)

    def merge(self, row: int, first: int, last: int) -> None:
        """One cell from column to column: only ever for texts, never for inputs."""
        if last > first:
            self.sheet.merged_cells.add(f"{address(row, first)}:{address(row, last)}")

    def reference(self, row: int, column: int) -> str:
        """The cell as formulas and names write it: ``'Sheet'!$A$1``."""
        return f"{self.quoted}!${get_column_letter(column)}${row}"

    @property
    def quoted(self) -> str:
        return "'{}'".format(self.title.replace("'", "''"))

    def link(self, row: int, column: int, target: str, said: str) -> None:
        self.links.append(Hyperlink(ref=address(row, column), location=target, display=said))

    def validate(self, validation: DataValidation) -> None:
        self.sheet.data_validations.append(validation)
