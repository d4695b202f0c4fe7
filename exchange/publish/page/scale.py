"""Where things lie in a drawing: lengths in the drawing's own units, 1 unit 1 px at 320 px."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from exchange.publish.series import axis_step

LETTER = 7.7
"""About the width of a letter or digit of the 14 units that texts are set in."""


class Axis(NamedTuple):
    """From zero to a round number above the highest, laid out between two places."""

    top: int
    step: int
    zero: float
    end: float

    def place(self, value: int) -> float:
        """Where a value lies, to a tenth of a unit."""
        return round(self.zero + (self.end - self.zero) * value / self.top, 1)

    def ticks(self) -> Iterator[int]:
        """The round numbers, zero first."""
        return iter(range(0, self.top + 1, self.step))


def axis(highest: int, zero: float, end: float) -> Axis:
    """The axis for values from zero to ``highest``."""
    step = axis_step(highest)
    return Axis(max(step, -(-highest // step) * step), step, zero, end)


def spread(count: int, first: float, last: float) -> tuple[float, ...]:
    """Places at equal distances; one alone stands in the middle."""
    if count == 1:
        return (round((first + last) / 2, 1),)
    return tuple(round(first + (last - first) * n / (count - 1), 1) for n in range(count))


def width_of(text: str) -> float:
    """About how long a text is in a drawing."""
    return LETTER * len(text)


def lines_of(text: str, width: float) -> list[str]:
    """A text cut into lines that fit the width."""
    return wrap(text, max(8, int(width / LETTER)))
