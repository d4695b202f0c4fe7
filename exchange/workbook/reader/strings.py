"""The table of shared texts."""

from __future__ import annotations

from .budget import Budget
from .markup import Attributes, Reading
from .refusals import Unreadable


class Strings(dict[str, str]):
    """Shared texts by their number as a cell writes it."""

    def __missing__(self, number: str) -> str:
        plain = number.strip()
        if plain.isascii() and plain.isdecimal() and str(int(plain)) in self:
            return self[str(int(plain))]
        raise Unreadable("corrupt-file")


def read_strings(name: str, data: bytes, budget: Budget) -> Strings:
    """Every text with its rich runs joined and without its reading aids (phonetic runs)."""
    table = _Table(name, data, budget)
    table.run()
    texts = (text if isinstance(text, str) else "".join(text) for text in table.items)
    return Strings(zip(map(str, range(len(table.items))), texts, strict=True))


class _Table(Reading):
    __slots__ = ("aside", "items")

    def __init__(self, name: str, data: bytes, budget: Budget) -> None:
        super().__init__(name, data, budget)
        self.items: list[str | list[str]] = []
        self.aside = False
        for space in self.spaces:
            self.actions[space + "si"] = self._item
            self.actions[space + "r"] = self._run
            self.actions[space + "rPh"] = self._phonetic
            self.actions[space + "t"] = self._text

    def _item(self, _: Attributes) -> None:
        self.items.append("")
        self.aside = False

    def _run(self, _: Attributes) -> None:
        self.aside = False

    def _phonetic(self, _: Attributes) -> None:
        self.aside = True

    def _text(self, _: Attributes) -> None:
        if not self.aside:
            self.expect_text(self._end)

    def _end(self, _: str) -> None:
        text = self.take_text()
        told = self.items[-1]
        if isinstance(told, list):
            told.append(text)
        else:
            # A text is nearly always one run; joining many one by one would take for ever.
            self.items[-1] = [told, text] if told else text
