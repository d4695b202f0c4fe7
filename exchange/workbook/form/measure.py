"""How much room a text takes, since office suites do not fit the height of rows reliably."""

from __future__ import annotations

import math

_WIDTHS = {
    character: width
    for characters, width in (
        ("il|'’‘j", 0.24),
        (" .,:;!ft·[]", 0.3),
        ("r()-", 0.35),
        ("scvxyzkJ", 0.52),
        ("mwMW—%@…", 0.9),
        ("ABCDEFGHKLNOPQRSTUVXYZ", 0.72),
    )
    for character in characters
}
_ANY_OTHER = 0.57
"""Widths in ems of Arial, a little more than they are: screens set type wider than paper."""

_DIGIT = 0.556
"""The width of a digit in ems: what a column's width is counted in."""

_STEP = 1.3
"""The width in digits of one step of indent."""


def _width(text: str) -> float:
    """The width of a text in ems, rather too much than too little."""
    return sum(_WIDTHS.get(character, _ANY_OTHER) for character in text)


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
