"""What one reading may still spend of the limits."""

from __future__ import annotations

from time import monotonic

from exchange.settings import Limits

from .refusals import Unreadable


class Budget:
    """Counts cells, text and time across all parts of one file.

    The stopwatch is the one clock below the doors: it measures the effort of this reading and
    never reaches a result, except that it ends a reading that takes too long.
    """

    __slots__ = ("cells", "characters", "deadline", "limits", "names")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = limits.cells
        self.characters = limits.text_characters
        self.deadline = monotonic() + limits.seconds
        self.names: dict[str, str] = {}
        """Element and attribute names met, shared by the parsers of this file."""

    def check_time(self) -> None:
        if monotonic() > self.deadline:
            raise Unreadable("too-slow", limit=int(self.limits.seconds))

    def spend_text(self, characters: int) -> None:
        self.check_text(characters)
        self.characters -= characters

    def check_text(self, characters: int) -> None:
        if characters > self.characters:
            raise Unreadable("too-much-text", limit=self.limits.text_characters)
