"""The questions put to one reporter for one year: the ten figures and their breakdowns."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from exchange.core.codebook import Breakdown, CodeBook, Key

ROLES = ("value", "status", "basis", "note")


def role_name(key: Key, role: str) -> str:
    """The defined name of a key's value, status, basis or note cell."""
    return key.name if role == "value" else f"{key.name}_{role}"


class Block(NamedTuple):
    """One breakdown of one figure: its classes in the order of the form."""

    total: Key
    breakdown: Breakdown
    keys: tuple[Key, ...]

    @property
    def multiple(self) -> str:
        """The defined name of “one person can stand in several classes”."""
        return f"{self.total.name}_{self.breakdown.slug}_multiple"


class Form:
    """What is asked of one reporter for one year."""

    def __init__(self, codebook: CodeBook, reporter: str, year: int) -> None:
        self.codebook = codebook
        self.reporter = reporter
        self.year = year

    @cached_property
    def headlines(self) -> tuple[Key, ...]:
        return tuple(self.codebook.headlines(self.year))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The breakdowns, in the order of figures and of the code book."""
        return tuple(
            self._block(total, breakdown)
            for total in self.headlines
            for breakdown in self.codebook.breakdowns.values()
            if breakdown.divides(total, self.reporter, self.year)
        )

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Every cell that takes a figure: headlines first."""
        return self.headlines + tuple(key for block in self.blocks for key in block.keys)

    def headlines_of(self, offence: str) -> tuple[Key, ...]:
        return tuple(key for key in self.headlines if key.offence == offence)

    def blocks_of(self, offence: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.total.offence == offence)

    def roles(self, key: Key) -> tuple[str, ...]:
        """A breakdown's class has no basis of its own: it is its total's."""
        return ROLES if key.breakdown is None else ("value", "status", "note")

    def _block(self, total: Key, breakdown: Breakdown) -> Block:
        classes = (c.slug for c in breakdown.classes if self.year in c.valid)
        keys = tuple(Key(total.offence, total.figure, breakdown.slug, c) for c in classes)
        return Block(total, breakdown, keys)
