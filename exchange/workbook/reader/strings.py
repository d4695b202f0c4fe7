"""The table of shared texts."""

from __future__ import annotations

import re
from collections.abc import Callable

from .budget import Budget
from .markup import Attributes, Reading
from .refusals import Unreadable

_ESCAPE = r"_x([0-9A-Fa-f]{4})_"


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
    # Here and not at each cell: thousands of cells can point at one long text.
    texts = [unescape(text if isinstance(text, str) else "".join(text)) for text in table.items]
    return Strings(zip(map(str, range(len(texts))), texts, strict=True))


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

    def starter(self) -> Callable[[str, Attributes], None]:
        """As for every part, with the two elements that a table is made of seen to in place."""
        item, text = self.spaces[0] + "si", self.spaces[0] + "t"
        look_up, begin, parser = self.actions.get, self.items.append, self.parser
        clear, end = self.pieces.clear, self._end

        def start(name: str, attributes: Attributes) -> None:
            if name == text and not self.aside:
                clear()
                parser.EndElementHandler = end
            elif name == item:
                begin("")
                self.aside = False
            else:
                action = look_up(name)
                if action is not None:
                    action(attributes)

        return start

    def _settle(self) -> None:
        super()._settle()
        self.budget.check_rows(self.name, len(self.items))

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
        self.parser.EndElementHandler = None
        text = "".join(self.pieces)
        self.spent += len(text)
        items = self.items
        told = items[-1]
        if not told:
            items[-1] = text
        elif isinstance(told, list):
            told.append(text)
        else:
            # A text is nearly always one run; joining many one by one would take for ever.
            items[-1] = [told, text]


def unescape(text: str) -> str:
    """Text with its ``_x000D_`` escapes resolved (ISO 29500-1, 22.9.2.19), always printable.

    Halves of a character written apart are joined; a half on its own becomes U+FFFD, and so does
    U+0000, which no database keeps.
    """
    if "_x" not in text:
        return text
    joined = re.sub(_ESCAPE, lambda match: chr(int(match[1], 16)), text)
    whole = joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")
