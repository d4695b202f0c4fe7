"""Where a note says that a figure is included: a reporter, or another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from exchange.core.codebook import CodeBook, Key, known_keys


class Elsewhere(NamedTuple):
    """The same figure of another reporter, or another figure of the same one; one is None."""

    reporter: str | None
    key: Key | None


class Places:
    """Reads the beginning of notes: a reporter's slug or name, or a figure's, in any language."""

    def __init__(self, codebook: CodeBook) -> None:
        named = sorted(_names(codebook), key=lambda pair: -len(pair[0]))
        self._targets: dict[str, str | Key] = {}
        for name, target in named:
            self._targets.setdefault(name.casefold(), target)
        choices = "|".join(re.escape(name) for name in self._targets)
        self._pattern = re.compile(rf"\W*({choices})(?![\w-])")
        self._reporters = codebook.reporters

    def named(self, note: str, key: Key) -> Elsewhere | None:
        """The place that the note of a key names; None where it names none."""
        match = self._pattern.match(note.casefold())
        if match is None:
            return None
        target = self._targets[match[1]]
        if isinstance(target, Key):
            return Elsewhere(None, target)
        if target in self._reporters:
            return Elsewhere(target, None)
        return Elsewhere(None, Key(key.offence, target))


def _names(codebook: CodeBook) -> Iterator[tuple[str, str | Key]]:
    for reporter in codebook.reporters.values():
        for name in (reporter.slug, *reporter.label.values()):
            yield name, reporter.slug
    for key in known_keys(codebook):
        yield key.name, key
    for figure in codebook.figures.values():
        for name in (figure.slug, *figure.label.values()):
            yield name, figure.slug
