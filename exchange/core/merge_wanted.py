"""Which figures one view of a comparison asks for, and what has to be read to merge them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from exchange.core.codebook import CodeBook, Key, known_keys


@dataclass(frozen=True)
class YearAndFigure:
    """All headline figures of one year, one of them over all years, and its classes in the year.

    Called with a year, it names what ``merge`` is to make of it.
    """

    codebook: CodeBook
    year: int
    figure: Key

    def __call__(self, year: int) -> Collection[Key]:
        if year != self.year:
            return {self.figure}
        classes = (key for key in known_keys(self.codebook) if key.headline == self.figure)
        return {*self.codebook.headlines(year), *classes}


def read_for(wanted: Collection[Key]) -> frozenset[Key]:
    """The observations of a return that the merge of ``wanted`` reads.

    A class takes its basis from its total, and where it is missing the reason too. A note that
    says “included elsewhere” leads to the same figure of another reporter, which is among them;
    one that leads to another figure of the same reporter is a gap wherever that figure stands.
    """
    return frozenset(wanted) | {key.headline for key in wanted}
