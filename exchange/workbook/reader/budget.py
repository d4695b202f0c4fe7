"""What one reading may still spend of the limits."""

from __future__ import annotations

from time import monotonic

from exchange.settings import Limits

from .refusals import Unreadable

_ELEMENTS_TO_A_ROW = 10
"""Of the elements read, one in so many may be kept; cells and names have limits of their own."""


class Budget:
    """Counts cells, text and time across all parts of one file.

    The stopwatch is the one clock below the doors: it measures the effort of this reading and
    never reaches a result, except that it ends a reading that takes too long.
    """

    __slots__ = ("cells", "characters", "deadline", "limits", "names", "rows")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = limits.cells
        self.characters = limits.text_characters
        self.deadline = monotonic() + limits.seconds
        self.names: dict[str, str] = {}
        """Element and attribute names met, shared by the parsers of this file."""

        self.rows = limits.elements // _ELEMENTS_TO_A_ROW
        """Rows that tables which are kept whole may still have: styles, types, relationships."""

    def check_time(self) -> None:
        if monotonic() > self.deadline:
            raise Unreadable("too-slow", limit=int(self.limits.seconds))

    def check_names(self, part: str) -> None:
        """Every name is remembered for good, by expat as well; elements as such are not."""
        if len(self.names) > self.limits.markup_names:
            raise Unreadable("too-many-elements", part=part, limit=self.limits.markup_names)

    def spend_row(self, part: str) -> None:
        self.rows -= 1
        self.check_rows(part, 0)

    def check_rows(self, part: str, rows: int) -> None:
        if rows > self.rows:
            raise Unreadable("too-many-elements", part=part, limit=self.limits.elements)

    def spend_text(self, characters: int) -> None:
        self.check_text(characters)
        self.characters -= characters

    def check_text(self, characters: int) -> None:
        if characters > self.characters:
            raise Unreadable("too-much-text", limit=self.limits.text_characters)
