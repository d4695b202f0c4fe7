"""How much room a text takes, since office suites do not fit the height of rows reliably."""

from __future__ import annotations

import math

_NARROW = frozenset("il.,:;'’‘|!jtfr ()[]-·")
_WIDE = frozenset("mwMW—%@…")
_DIGIT = 0.556
"""The width of a digit in ems: what a column's width is counted in."""

_STEP = 1.3
"""The width in digits of one step of indent."""


def _width(text: str) -> float:
    """The width of a text in ems of Arial, rather too much than too little."""
    return sum(
        0.32 if c in _NARROW else 0.87 if c in _WIDE else 0.7 if c.isupper() else 0.56 for c in text
    )


def lines(text: str, digits: float, size: float = 10) -> int:
    """How many lines a text takes in a column so many digits wide, broken between words."""
    room = (digits - 1) * _DIGIT * 10 / size
    return sum(_lines_of(paragraph, room) for paragraph in text.split("\n")) or 1


def height(
    text: str, digits: float, size: float = 10, *, least: float = 15, indent: int = 0
) -> float:
    """The height of a row in points that shows the whole text, indented so many steps."""
    digits -= indent * _STEP
    return max(least, math.ceil(lines(text, digits, size) * size * 1.24 + 3))


def _lines_of(paragraph: str, room: float) -> int:
    count, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _width(word)
        if used and used + _width(" ") + width > room:
            count, used = count + 1, 0.0
        # A word wider than the column is broken within.
        if width > room:
            count += int(width // room)
            width %= room
        used += width + (_width(" ") if used else 0)
    return count
