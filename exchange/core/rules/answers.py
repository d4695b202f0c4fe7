"""What a form says so far: the entries that could be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from exchange.core.codebook import Key, Rule
from exchange.core.form import Block, Form
from exchange.core.returns import Entry, Finding, Return, Severity


class Answers(NamedTuple):
    """The entries of a form, and the keys whose cells have errors of their own.

    ``earlier`` can hold the return of the year before, and the version before of the same one;
    ``lost`` are broken keys of which nothing at all is left, so that they say nothing about their
    offence either.
    """

    form: Form
    entries: Mapping[Key, Entry]
    broken: frozenset[Key]
    multiples: Mapping[str, bool]
    earlier: tuple[Return, ...] = ()
    lost: frozenset[Key] = frozenset()

    def entry(self, key: Key) -> Entry:
        return self.entries.get(key) or Entry(key)

    def value(self, key: Key) -> int | None:
        entry = self.entries.get(key)
        return entry.value if entry else None

    def readable(self, keys: Iterable[Key]) -> bool:
        return self.broken.isdisjoint(keys)

    def touched(self, key: Key) -> bool:
        return key in self.broken or not self.entry(key).blank

    def delivered(self, offence: str) -> bool:
        """Whether any of the offence's headline cells says something."""
        keys = self.form.headlines_of(offence)
        return any(self.touched(key) and key not in self.lost for key in keys)

    def adds_up_by_design(self, block: Block) -> bool:
        """Whether its classes are known to exclude each other, so that a sum means something."""
        return self.multiples.get(block.multiple) is False

    def rule(self, code: str) -> Rule:
        return self.form.codebook.rules[code]

    def year_before(self) -> Return | None:
        return self._earlier(self.form.year - 1)

    def earlier_version(self) -> Return | None:
        return self._earlier(self.form.year)

    def _earlier(self, year: int) -> Return | None:
        return next((sent for sent in self.earlier if sent.year == year), None)


def finding(rule: Rule, *keys: Key, name: str | None = None, **facts: object) -> Finding:
    """A breach of a rule at the cells of some keys, first the one to look at."""
    names = tuple(key.name for key in keys)
    return Finding(Severity(rule.severity), rule.code, names, name or names[0], facts=facts)


def note(code: str, names: tuple[str, ...], **facts: object) -> Finding:
    """Something told about the cells of some names, which changes no verdict."""
    return Finding(Severity.NOTE, code, names, names[0], facts=facts)
