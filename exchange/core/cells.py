"""One cell of a workbook as it was sent, before anybody decides what it means."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Kind(Enum):
    """What a cell holds, by the file's own word for it."""

    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


class Cell(NamedTuple):
    """A filled cell: ``text`` is what the file stores, to the letter.

    A number keeps its digits (``"12"``, ``"12.5"``, ``"1e400"``), a date its serial number, a
    boolean is ``"TRUE"`` or ``"FALSE"``, an error ``"#REF!"``; an uncalculated formula has no
    text. ``formula`` tells that the text is a stored result.
    """

    kind: Kind
    text: str
    formula: bool = False


class Place(NamedTuple):
    """A cell's address in the file as sent: sheet title and A1 address."""

    sheet: str
    address: str

    def seen_from(self, sheet: str | None) -> str:
        """The address, with its sheet where the reader stands on another one."""
        if self.sheet == sheet:
            return self.address
        return "'{}'!{}".format(self.sheet.replace("'", "''"), self.address)


_ADDRESS = r"([A-Z]+)([0-9]+)"


def column_number(letters: str) -> int:
    """``A`` is 1, ``XFD`` is 16 384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=4096)
def position(address: str) -> tuple[int, int]:
    """Row and column of an A1 address, for sorting cells as a reader meets them."""
    match = re.fullmatch(_ADDRESS, address)
    if match is None:
        return (0, 0)
    return int(match[2]), column_number(match[1])
