"""What the returns say together: one observation for each area, year and figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from exchange.core.codebook import CodeBook, Key, known_keys
from exchange.core.returns import Return, Verdict

UNLIKE = "unlike"
"""The status of a sum that is not made, because its parts were counted on unlike bases."""


class Coverage(StrEnum):
    """Which parts of a figure are there."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


class Part(NamedTuple):
    """What one direct part brings to an area's figure."""

    area: str
    value: int | None
    status: str
    coverage: Coverage


class Origin(NamedTuple):
    """The cell of the file a number was read from."""

    file: str
    sha256: str
    sheet: str | None
    cell: str | None


class Compared(NamedTuple):
    """One figure of one area and year.

    ``value`` is a count of the figure's unit, None where ``status`` is a reason or ``unlike``.
    A reporter has an ``origin`` and no parts, an area parts and no origin. ``missing`` names the
    reporters whose figure is not in it; ``delivered`` is False where nobody sent the offence.
    """

    area: str
    key: Key
    year: int
    value: int | None
    status: str
    basis: str | None
    coverage: Coverage
    parts: tuple[Part, ...] = ()
    origin: Origin | None = None
    note: str = ""
    missing: tuple[str, ...] = ()
    delivered: bool = True


class Skipped(NamedTuple):
    """A file left out of a partial comparison, and what was known of it."""

    file: str
    sha256: str
    verdict: Verdict
    reporter: str | None = None
    year: int | None = None


class Stamp(NamedTuple):
    """For whom a comparison was made, and of which state of the figures.

    ``state_at`` is when what it holds was last changed, None while nothing is released;
    ``content_sha256`` is the same for the same figures, in whatever format or language.
    """

    audience: str
    state_at: datetime | None
    content_sha256: str

    @property
    def state(self) -> str:
        """The instant as it is printed: ``2026-05-12 14:30:07 UTC``."""
        return f"{self.state_at:%Y-%m-%d %H:%M:%S} UTC" if self.state_at else "–"


@dataclass(frozen=True)
class Comparison:
    """The merge of returns, in the order of years and of the code book."""

    codebook: CodeBook
    years: tuple[int, ...]
    areas: tuple[str, ...]
    observations: tuple[Compared, ...]
    returns: tuple[Return, ...]
    skipped: tuple[Skipped, ...] = field(default=())
    stamp: Stamp | None = None

    @cached_property
    def _index(self) -> Mapping[tuple[str, Key, int], Compared]:
        return {(seen.area, seen.key, seen.year): seen for seen in self.observations}

    @cached_property
    def _returns(self) -> Mapping[tuple[str, int], Return]:
        return {(sent.reporter, sent.year): sent for sent in self.returns}

    @property
    def reporters(self) -> tuple[str, ...]:
        """Who was asked for a figure in any of the years."""
        return tuple(area for area in self.areas if area in self.codebook.reporters)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The figures and classes that occur, in the order of the code book."""
        seen = {observation.key for observation in self.observations}
        return tuple(key for key in known_keys(self.codebook) if key in seen)

    def at(self, area: str, key: Key, year: int) -> Compared | None:
        """The figure of an area and year; None where it was never asked or, a class, not given."""
        return self._index.get((area, key, year))

    def returned(self, reporter: str, year: int) -> Return | None:
        return self._returns.get((reporter, year))
