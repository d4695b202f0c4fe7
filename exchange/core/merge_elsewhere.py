"""Which cell a note names that says “included elsewhere”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exchange.core.codebook import CodeBook, Key
from exchange.core.comparison import INCLUDED_ELSEWHERE, NOT_APPLICABLE, Compared, known_keys

_AnyOffence = str
_Target = tuple[str | None, Key | _AnyOffence | None]
"""A reporter, or a figure: of one offence (Key) or of the note's own offence (its slug)."""


class Elsewhere:
    """Reads the beginning of a note: a reporter's slug or name, or a figure's."""

    def __init__(self, codebook: CodeBook) -> None:
        named = sorted(_names(codebook), key=lambda pair: -len(pair[0]))
        self._targets: dict[str, _Target] = {}
        for name, target in named:
            self._targets.setdefault(name.casefold(), target)
        choices = "|".join(re.escape(name) for name in self._targets)
        self._pattern = re.compile(rf"\W*({choices})(?![\w-])")

    def cell(self, seen: Compared) -> tuple[str, Key] | None:
        """The area and figure that hold what ``seen`` does not; None where the note names none."""
        match = self._pattern.match(seen.note.casefold())
        if match is None:
            return None
        reporter, figure = self._targets[match[1]]
        if reporter is not None:
            return reporter, seen.key
        key = figure if isinstance(figure, Key) else Key(seen.key.offence, str(figure))
        return seen.area, key

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


def _names(codebook: CodeBook) -> Iterator[tuple[str, _Target]]:
    for reporter in codebook.reporters.values():
        for name in (reporter.slug, *reporter.label.values()):
            yield name, (reporter.slug, None)
    for key in known_keys(codebook):
        yield key.name, (None, key)
    for figure in codebook.figures.values():
        for name in (figure.slug, *figure.label.values()):
            yield name, (None, figure.slug)
