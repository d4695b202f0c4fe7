"""How one figure stands in a cell: a number with its marks, or the reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.core.comparison import Compared, Coverage
from exchange.publish.labels import Labels
from exchange.publish.looks import GAP, GAP_SUM, NUMBER, PARTIAL_SUM, SUM, Look
from exchange.publish.looks import number_format as formatted
from exchange.publish.marks import plain_mark

_ONE_LINE, _TWO_LINES, _SMALL_LETTERS = 16.0, 23.0, 1.35


def figure_cell(
    labels: Labels, seen: Compared | None, mark: str | None = None
) -> tuple[str | int | None, Look]:
    """Value and look of a figure; ``mark`` where it is more than the plain one."""
    if seen is None:
        return None, NUMBER
    is_sum = seen.area in labels.codebook.areas
    mark = plain_mark(labels, seen) if mark is None else mark
    if seen.value is None:
        return labels.gap(seen) + (f" {mark}" if mark else ""), GAP_SUM if is_sum else GAP
    partial = seen.coverage is Coverage.PARTIAL
    look = (PARTIAL_SUM if partial else SUM) if is_sum else NUMBER
    return seen.value, look._replace(numbers=formatted(f"\u2009{mark}" if mark else ""))


def height(cells: Sequence[tuple[str | int | None, Look]], width: float) -> float:
    """A row of figures, in points: taller where a reason takes two lines of ``width``."""
    longest = width * _SMALL_LETTERS
    wraps = any(isinstance(value, str) and len(value) > longest for value, _ in cells)
    return _TWO_LINES if wraps else _ONE_LINE
