"""One offence's columns on a sheet where the offences stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange.workbook.form.draft import Draft
from exchange.workbook.form.page import Page


@dataclass(frozen=True, slots=True)
class Column:
    """A column's role and its width in digits."""

    role: str
    width: float


HIDDEN = frozenset(("key",))


class Panel:
    """Columns by their role, from ``first`` on."""

    def __init__(self, first: int, columns: Sequence[Column]) -> None:
        self._columns = {column.role: first + n for n, column in enumerate(columns)}
        self._widths = columns

    def __getitem__(self, role: str) -> int:
        return self._columns[role]

    def visible(self, draft: Draft) -> tuple[str, ...]:
        """The roles a reader sees: last year's only where there is one."""
        gone = HIDDEN if draft.previous else HIDDEN | {"previous"}
        return tuple(role for role in self._columns if role not in gone | {"gap"})

    def width(self, first: str, last: str) -> float:
        """The width in digits from one column to another."""
        return sum(
            column.width
            for column in self._widths
            if self[first] <= self[column.role] <= self[last]
        )

    def set_up(self, draft: Draft, page: Page) -> None:
        """Widths, hidden columns, and the roles in the sheet's hidden first row."""
        shown = {*self.visible(draft), "gap"}
        for column in self._widths:
            page.width(self[column.role], column.width, hidden=column.role not in shown)
        roles = ((self[c.role], c.role) for c in self._widths if c.role not in ("gap", "label"))
        draft.roles(page, roles)
