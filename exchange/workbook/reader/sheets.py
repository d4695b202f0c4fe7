"""One pass over a worksheet that counts, bounds and keeps what is filled, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from exchange.core.cells import position

from .bounds import letters_of
from .budget import Budget
from .forbidden import is_dde
from .markup import Attributes, Reading
from .refusals import Unreadable
from .strings import Strings

Raw = tuple[str | None, str | None, str | list[str] | None, bool]
"""A filled cell as stored: its type's letter, the number of its style, its text, formula or not.

The text is None for a formula without a stored result, and a list of runs for a text that stands
in the cell itself. A plain tuple, since there are thousands and few are asked for.
"""

INLINE, CONTRARY = "\0inline", "\0contrary"
"""A cell that announces a text of its own and has it; one that has it against its own word.

No file can write either, since XML knows no NUL.
"""

_TRUE = {"1", "true"}
_NO_SIZE = {"0", "0.0", "0.00"}
"""Heights and widths that hide as well as saying so."""

_LAST_COLUMN = 16_384


class Grid(Reading):
    """What a worksheet part holds: an empty styled cell costs no more than remembering it."""

    __slots__ = (
        "address", "aside", "attributes", "cells", "duplicates", "formula", "hidden_columns",
        "hidden_rows", "inline", "merges", "row", "seen", "strings", "title",
    )  # fmt: skip

    def __init__(self, title: str, name: str, data: bytes, budget: Budget) -> None:
        super().__init__(name, data, budget)
        self.title = title
        self.cells: dict[str, Raw] = {}
        self.merges: list[str] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.duplicates: dict[str, None] = {}
        self.address = ""
        self.row = 0
        self.seen = self.formula = False
        self.attributes: Attributes = {}
        self.inline: Attributes | None = None
        self.aside: Attributes | None = None
        for space in self.spaces:
            self._listen(space)

    def fill(self, strings: Strings) -> None:
        """Read the sheet with the workbook's shared texts at hand."""
        self.strings = strings
        self.run()
        self._check_room()
        if not self.seen:
            raise Unreadable("corrupt-file", part=self.name)
        self.budget.cells -= len(self.cells)

    def _listen(self, space: str) -> None:
        self.actions[space + "worksheet"] = self._worksheet
        self.actions[space + "c"] = self._cell
        self.actions[space + "v"] = self._value
        self.actions[space + "row"] = self._row
        self.actions[space + "is"] = self._inside
        self.actions[space + "t"] = self._text
        self.actions[space + "rPh"] = self._phonetic
        self.actions[space + "f"] = self._formula
        self.actions[space + "col"] = self._column
        self.actions[space + "mergeCell"] = self._merge

    def starter(self) -> Callable[[str, Attributes], None]:
        """As for every part, with the two elements that a sheet is made of seen to in place."""
        cell, value = self.spaces[0] + "c", self.spaces[0] + "v"
        look_up, cells = self.actions.get, self.cells
        clear, value_end = self.pieces.clear, self._value_end

        def start(name: str, attributes: Attributes) -> None:
            if name == cell and "r" in attributes and attributes["r"] not in cells:
                self.address = attributes["r"]
                self.attributes = attributes
                self.formula = False
            elif name == value:
                clear()
                self.parser.EndElementHandler = value_end
            else:
                action = look_up(name)
                if action is not None:
                    action(attributes)

        return start

    def _worksheet(self, _: Attributes) -> None:
        self.seen = True

    def _row(self, attributes: Attributes) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.address = ""
        hidden = attributes.get("hidden") in _TRUE or attributes.get("ht") in _NO_SIZE
        if hidden and self.row <= self.budget.limits.rows:
            self.hidden_rows.add(self.row)

    def _cell(self, attributes: Attributes) -> None:
        address = attributes["r"] if "r" in attributes else self._following()
        if address in self.cells:
            self.duplicates[address] = None
        self.address = address
        self.attributes = attributes
        self.formula = False

    def _following(self) -> str:
        """The address of a cell that does not say it: right of the one before."""
        return letters_of(position(self.address.upper())[1] + 1) + str(self.row)

    def _value(self, _: Attributes) -> None:
        self.pieces.clear()
        self.parser.EndElementHandler = self._value_end

    def _value_end(self, _: str) -> None:
        self.parser.EndElementHandler = None
        text = "".join(self.pieces)
        self.spent += len(text)
        attributes = self.attributes
        kind = attributes.get("t")
        if kind == "s" and text:
            text = self.strings[text]
        if text or (self.formula and kind == "str"):
            address, cells = self.address, self.cells
            if address in cells:
                self._told_before(address)
            cells[address] = (kind, attributes.get("s"), text, self.formula)

    def _told_before(self, address: str) -> None:
        """A second content for one cell is as bad as a second cell; the first may be a formula."""
        if self.cells[address][2] is not None:
            self.duplicates[address] = None

    def _inside(self, _: Attributes) -> None:
        if self.inline is self.attributes:
            self.duplicates[self.address] = None

    def _phonetic(self, _: Attributes) -> None:
        """Reading aids come last in a text, and are none of it."""
        self.aside = self.attributes

    def _text(self, _: Attributes) -> None:
        if self.aside is not self.attributes:
            self.pieces.clear()
            self.parser.EndElementHandler = self._text_end

    def _text_end(self, _: str) -> None:
        text = self.take_text()
        attributes = self.attributes
        if self.inline is attributes:
            self._add_run(text)
        elif text:
            self.inline = attributes
            kind = INLINE if attributes.get("t") == "inlineStr" else CONTRARY
            if self.address in self.cells:
                self._told_before(self.address)
            self.cells[self.address] = (kind, attributes.get("s"), text, self.formula)

    def _add_run(self, text: str) -> None:
        kind, style, runs, formula = self.cells[self.address]
        if isinstance(runs, list):
            runs.append(text)
        else:
            self.cells[self.address] = (kind, style, [runs or "", text], formula)

    def _formula(self, _: Attributes) -> None:
        self.expect_text(self._formula_end)

    def _formula_end(self, _: str) -> None:
        if is_dde(self.take_text()):
            raise Unreadable("dde", part=self.name)
        self.formula = True
        if self.address in self.cells:
            self._told_before(self.address)
        self.cells[self.address] = (None, self.attributes.get("s"), None, True)

    def _column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE or attributes.get("width") in _NO_SIZE:
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        if len(self.hidden_columns) > _LAST_COLUMN:
            raise Unreadable("corrupt-file", part=self.name)

    def _merge(self, attributes: Attributes) -> None:
        self.merges.append(attributes["ref"])
        if len(self.merges) > self.budget.limits.merges:
            limit = self.budget.limits.merges
            raise Unreadable("too-many-merges", sheet=self.title, limit=limit)

    def _settle(self) -> None:
        super()._settle()
        self._check_room()

    def _check_room(self) -> None:
        if len(self.cells) > self.budget.cells:
            raise Unreadable("too-many-cells", limit=self.budget.limits.cells)
