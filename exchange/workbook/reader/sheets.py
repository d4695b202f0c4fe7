"""One pass over a worksheet that counts, bounds and keeps what is filled, and nothing else."""

from __future__ import annotations

from exchange.core.cells import Kind, column_number

from .budget import Budget
from .forbidden import is_dde
from .markup import SHEET, Attributes, Reading
from .refusals import Unreadable
from .strings import Strings
from .styles import Styles

Raw = tuple[str | None, Kind, str | list[str] | None, bool]
"""A filled cell as stored: its type's letter, what a number of its style is, text, formula.

The text is None for a formula without a stored result, and a list of runs for a text that stands
in the cell itself. A plain tuple, since there are thousands and few are asked for.
"""

_DIGITS = "0123456789"
_TRUE = {"1", "true"}
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Grid(Reading):
    """What a worksheet part holds: an empty styled cell costs no more than remembering it."""

    __slots__ = (
        "address", "attributes", "cells", "columns", "duplicates", "far", "formula",
        "hidden_columns", "hidden_rows", "inline", "merges", "near_columns", "near_row",
        "room", "row", "seen", "strings", "styles", "title",
    )  # fmt: skip

    def __init__(self, title: str, name: str, data: bytes, budget: Budget) -> None:
        super().__init__(name, data, budget)
        self.title = title
        self.cells: dict[str, Raw] = {}
        self.merges: list[str] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.far: dict[str, None] = {}
        self.duplicates: list[str] = []
        self.columns: set[int] = set()
        self.near_columns: set[str] = set()
        self.near_row = self.address = ""
        self.row = 0
        self.seen = self.formula = False
        self.attributes: Attributes = {}
        self.inline: Attributes = {}
        for space in SHEET:
            self._listen(space)

    def fill(self, strings: Strings, styles: Styles) -> Grid:
        """Read the sheet with the workbook's shared texts and styles at hand."""
        self.strings = strings
        self.styles = styles
        self.run()
        self._check_room()
        if not self.seen:
            raise Unreadable("corrupt-file", part=self.name)
        self.budget.cells -= len(self.cells)
        return self

    def _listen(self, space: str) -> None:
        self.actions[space + "worksheet"] = self._worksheet
        self.actions[space + "c"] = self._cell
        self.actions[space + "v"] = self._value
        self.actions[space + "row"] = self._row
        self.actions[space + "t"] = self._text
        self.actions[space + "f"] = self._formula
        self.actions[space + "col"] = self._column
        self.actions[space + "mergeCell"] = self._merge

    def _worksheet(self, _: Attributes) -> None:
        self.seen = True

    def _row(self, attributes: Attributes) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.near_row = str(self.row) if self.row <= self.budget.limits.rows else ""
        self.address = ""
        if attributes.get("hidden") in _TRUE and self.near_row:
            self.hidden_rows.add(self.row)
        self._check_room()

    def _cell(self, attributes: Attributes) -> None:
        address = attributes.get("r") or self._following()
        if address in self.cells:
            self.duplicates.append(address)
        self.address = address
        self.attributes = attributes
        self.formula = False

    def _following(self) -> str:
        """The address of a cell that does not say it: right of the one before."""
        letters = self.address.rstrip(_DIGITS)
        return _letters(column_number(letters.upper()) + 1) + str(self.row)

    def _value(self, _: Attributes) -> None:
        self.expect_text(self._value_end)

    def _value_end(self, _: str) -> None:
        text = self.take_text()
        kind = self.attributes.get("t")
        if text or (self.formula and kind == "str"):
            self._keep(kind, self.strings[text] if kind == "s" else text)

    def _text(self, _: Attributes) -> None:
        self.expect_text(self._text_end)

    def _text_end(self, _: str) -> None:
        text = self.take_text()
        runs = self.cells[self.address][2] if self.inline is self.attributes else None
        if isinstance(runs, list):
            runs.append(text)
        elif text:
            self.inline = self.attributes
            self._keep("inlineStr", [text])

    def _formula(self, _: Attributes) -> None:
        self.expect_text(self._formula_end)

    def _formula_end(self, _: str) -> None:
        if is_dde(self.take_text()):
            raise Unreadable("dde", part=self.name)
        self.formula = True
        self._keep(None, None)

    def _keep(self, kind: str | None, text: str | list[str] | None) -> None:
        address = self.address
        letters = address.rstrip(_DIGITS)
        if letters not in self.near_columns or address[len(letters) :] != self.near_row:
            address = self.address = self._placed(letters, address)
        style = self.styles[self.attributes.get("s")]
        self.cells[address] = (kind, style, text, self.formula)

    def _placed(self, letters: str, written: str) -> str:
        """The address in its usual form, noted where it is far away, met twice or a new column."""
        row, column = int(written[len(letters) :]), column_number(letters.upper())
        if not (letters.isascii() and letters.isalpha() and 0 < row <= _LAST_ROW):
            raise Unreadable("corrupt-file", part=self.name)
        address = letters.upper() + str(row)
        if address != written and address in self.cells:
            self.duplicates.append(address)
        self._meet_column(column, letters)
        if column > self.budget.limits.columns or row > self.budget.limits.rows:
            self.far[address] = None
        return address

    def _meet_column(self, column: int, letters: str) -> None:
        self.columns.add(column)
        if len(self.columns) > self.budget.limits.columns:
            self._refuse("too-many-columns", self.budget.limits.columns)
        if column > _LAST_COLUMN:
            raise Unreadable("corrupt-file", part=self.name)
        if column <= self.budget.limits.columns and letters.isupper():
            self.near_columns.add(letters)

    def _column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        if len(self.hidden_columns) > _LAST_COLUMN:
            self._refuse("too-many-columns", self.budget.limits.columns)

    def _merge(self, attributes: Attributes) -> None:
        self.merges.append(attributes["ref"])
        if len(self.merges) > self.budget.limits.merges:
            self._refuse("too-many-merges", self.budget.limits.merges)

    def _check_room(self) -> None:
        if len(self.cells) > self.budget.cells:
            raise Unreadable("too-many-cells", limit=self.budget.limits.cells)

    def _refuse(self, code: str, limit: int) -> None:
        raise Unreadable(code, sheet=self.title, limit=limit)


def _letters(column: int) -> str:
    """1 is ``A``, 16 384 ``XFD``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
