"""Which cell a note names that says “included elsewhere”."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.core.codebook import INCLUDED_ELSEWHERE, NOT_APPLICABLE, CodeBook, Key
from exchange.core.comparison import Compared
from exchange.core.elsewhere import Places


class Holders:
    """Follows notes to the figure that counts another one in."""

    def __init__(self, codebook: CodeBook) -> None:
        self._places = Places(codebook)

    def cell(self, seen: Compared) -> tuple[str, Key] | None:
        """The area and figure that hold what ``seen`` does not; None where the note names none."""
        named = self._places.named(seen.note, seen.key)
        if named is None:
            return None
        return named.reporter or seen.area, named.key or seen.key

    def holder(self, seen: Compared, others: Mapping[str, Compared]) -> Compared | None:
        """The reporter's figure that counts this one in, however many notes lead there.

        None where they lead to another figure, in a circle, to nobody, or to one that says the
        figure cannot exist.
        """
        passed = set()
        while seen.status == INCLUDED_ELSEWHERE:
            passed.add(seen.area)
            named = self.cell(seen)
            if named is None or named[1] != seen.key or named[0] in passed:
                return None
            if named[0] not in others:
                return None
            seen = others[named[0]]
        return None if seen.status == NOT_APPLICABLE else seen
