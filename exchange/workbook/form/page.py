"""One sheet while it is being written: its cells, and an openpyxl sheet for all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from exchange.spreadsheet.cells import Cell, Value, address, letters, row
from exchange.workbook.form.looks import PLAIN, Style


@dataclass
class Page:
    """Cells by row and column, each a value and a style; widths in digits, heights in points."""

    sheet: Worksheet
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)

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
        dimension = self.sheet.column_dimensions[letters(column)]
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
        return f"{self.quoted}!${letters(column)}${row}"

    @property
    def quoted(self) -> str:
        return "'{}'".format(self.title.replace("'", "''"))

    def link(self, row: int, column: int, target: str, said: str) -> None:
        sheet: Any = self.sheet
        link = Hyperlink(ref=address(row, column), location=target, display=said)
        sheet._hyperlinks.append(link)  # noqa: SLF001 - openpyxl finds them by its own cells only

    def comment(self, record: CommentRecord) -> None:
        sheet: Any = self.sheet
        sheet._comments.append(record)  # noqa: SLF001 - as above

    def rows(self) -> Iterator[str]:
        """The rows from above, as they are saved."""
        for number in sorted(self.cells.keys() | self.heights.keys()):
            cells = sorted(self.cells.get(number, {}).items())
            yield row(number, cells, self.heights.get(number), hidden=number in self.hidden_rows)

    def validate(self, validation: DataValidation) -> None:
        self.sheet.data_validations.append(validation)
