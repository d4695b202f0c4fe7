"""The areas side by side: countries, each that is a sum unfolded into its parts."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import CodeBook

MOST_COLUMNS = 12


class Column(NamedTuple):
    """An area's column; ``group`` is the area it is unfolded from."""

    area: str
    group: str


def columns(codebook: CodeBook) -> tuple[Column, ...]:
    """The direct parts of the last area, each that is a sum unfolded, and the area itself.

    With more columns than a page holds, the sums alone.
    """
    whole = list(codebook.areas)[-1]
    found = []
    for part in codebook.areas[whole].parts:
        inner = codebook.areas[part].parts if part in codebook.areas else ()
        found += [Column(area, part) for area in (*inner, part)]
    if len(found) >= MOST_COLUMNS:
        found = [Column(area, area) for area in codebook.areas if area != whole]
    return (*found, Column(whole, whole))
