"""Which number formats show a date or a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exchange.core.cells import Kind

from .budget import Budget
from .markup import Attributes, Reading
from .refusals import Unreadable

_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENTS = {9, 10}
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', re.IGNORECASE)
"""What a format shows or skips as it is: quoted and escaped text, fillers, colours, currencies."""

_LONGEST_FORMAT = 255
"""In Excel no format is longer (specifications and limits); the rest of one is not looked at."""

_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)


class Styles(dict[str | None, Kind]):
    """What a number in a cell of each style is; without any styles, a plain number."""

    def __missing__(self, style: str | None) -> Kind:
        if style is None or len(self) == 0:
            return Kind.NUMBER
        if style.isascii() and style.strip().isdecimal() and str(int(style)) in self:
            return self[str(int(style))]
        raise Unreadable("corrupt-file")

    def prove(self, styles: Iterable[str | None]) -> None:
        """Raise `Unreadable` where a cell refers to a style that is not there."""
        for style in styles:
            self[style]


def read_styles(name: str, data: bytes, budget: Budget) -> Styles:
    """The styles in the order in which cells refer to them, by their number as text."""
    formats: dict[str, str] = {}
    chosen: list[str] = []
    reading = Reading(name, data, budget)

    def number_format(attributes: Attributes) -> None:
        budget.spend_row(name)
        formats[attributes["numFmtId"]] = attributes["formatCode"]

    def style(attributes: Attributes) -> None:
        budget.spend_row(name)
        chosen.append(attributes.get("numFmtId", "0"))

    def restart(_: Attributes) -> None:
        chosen.clear()

    def finish(_: Attributes) -> None:
        """Nothing after the cells' styles matters, and dxfs may have more elements than they."""
        reading.parser.StartElementHandler = None

    for space in reading.spaces:
        reading.actions[space + "numFmt"] = number_format
        reading.actions[space + "cellXfs"] = restart
        reading.actions[space + "xf"] = style
        reading.actions[space + "cellStyles"] = finish
    reading.run()
    kinds = {identity: _kind(identity, formats) for identity in set(chosen)}
    styles = Styles({str(index): kinds[identity] for index, identity in enumerate(chosen)})
    styles[None] = styles.get("0", Kind.NUMBER)
    return styles


def _kind(identity: str, formats: dict[str, str]) -> Kind:
    if identity in formats:
        return _kind_of_format(formats[identity])
    number = int(identity)
    if number in _DATES:
        return Kind.DATE
    return Kind.PERCENT if number in _PERCENTS else Kind.NUMBER


def _kind_of_format(code: str) -> Kind:
    """Any section may show a percentage; a date is one by its first, as other programs have it."""
    shown = _SILENT.sub("", code[:_LONGEST_FORMAT])
    if _DATE_LETTERS.search(shown.partition(";")[0]) and "general" not in shown.lower():
        return Kind.DATE
    return Kind.PERCENT if "%" in shown else Kind.NUMBER
