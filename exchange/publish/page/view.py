"""What all parts of the page are made from: the comparison, the question, the words, the links."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from exchange.core.codebook import Key
from exchange.core.comparison import Compared, Comparison
from exchange.publish.labels import Labels

Link = Callable[[str, int, Key], str | None]
"""Area, year and figure → where that number came from; None where there is no such place."""

Overlapping = Collection[tuple[str, str]]
"""Reporter and name (``trafficking_victims_form``) of each breakdown of the year's returns in
which one person can stand in several classes."""


class Asked(NamedTuple):
    """What the reader chose; ``state`` is the moment whose knowledge is shown, None for now."""

    year: int
    figure: Key
    language: str = "en"
    state: datetime | None = None


def no_link(_area: str, _year: int, _key: Key) -> None:
    """Where there is nothing to lead to."""


@dataclass(frozen=True)
class View:
    """One page's material."""

    comparison: Comparison
    labels: Labels
    asked: Asked
    link: Link
    overlapping: Overlapping

    def at(self, area: str, year: int | None = None, key: Key | None = None) -> Compared | None:
        """The chosen figure of the chosen year, or of another."""
        return self.comparison.at(area, key or self.asked.figure, year or self.asked.year)
