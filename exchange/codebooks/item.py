"""One table of a code book file, which knows where it stands and notes what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar

from exchange.core.codebook import Texts, Validity

SLUG = r"[a-z][a-z0-9_-]*"
REQUIRED: Any = object()
T = TypeVar("T")


class Item:
    """Reads a table key by key; every fault goes into ``faults`` as ``place: reason``.

    A key that is wrong is read as something harmless, so that all faults are found in one pass.
    """

    def __init__(self, table: Any, place: str, faults: list[str]) -> None:
        self.table: dict[str, Any] = table if isinstance(table, dict) else {}
        self.place = place
        self.faults = faults
        self.read: set[str] = set()
        if not isinstance(table, dict):
            self.fault("", "a table was expected.")

    def fault(self, key: str, reason: str) -> None:
        place = ".".join(part for part in (self.place, key) if part)
        self.faults.append(f"{place or 'the file'}: {reason}")

    def text(self, key: str, default: str = REQUIRED, among: Collection[str] = ()) -> str:
        text = self._value(key, str, "a text", default)
        if text is not None and among and text not in among and text != default:
            self.fault(key, f"“{text}” is none of {', '.join(among)}.")
        return text or ""

    def number(self, key: str, default: int | None = REQUIRED) -> Any:
        """A whole number from 0 on."""
        number = self._value(key, int, "a whole number", default)
        if isinstance(number, bool) or (isinstance(number, int) and number < 0):
            self.fault(key, "a whole number from 0 on was expected.")
        return number

    def yes_or_no(self, key: str) -> bool:
        return bool(self._value(key, bool, "true or false", REQUIRED))

    def names(self, key: str, default: tuple[str, ...] = REQUIRED) -> tuple[str, ...]:
        """A list of texts, not empty where it must be there."""
        found = self._value(key, list, "a list of texts", default)
        if found is default or found is None:
            return found or ()
        if not found or not all(isinstance(name, str) for name in found):
            self.fault(key, "a list of texts was expected.")
        return tuple(map(str, found))

    def texts(self, key: str) -> Texts:
        """One text in several languages; that none is missing is seen once all are known."""
        return self._texts(key, self._value(key, dict, "a text in each language", REQUIRED))

    def codes(self, key: str) -> Texts:
        """A table of texts that may be missing."""
        return self._texts(key, self._value(key, dict, "a table of texts", {}))

    def text_lists(self, key: str) -> tuple[Texts, ...]:
        """A list of texts, each in several languages."""
        found = self._value(key, list, "a list of texts in each language", [])
        return tuple(self._texts(f"{key}.{n}", item) for n, item in enumerate(found or [], start=1))

    def numbers(self) -> dict[str, int]:
        """What is left in the table and is a number."""
        return {key: self.number(key) for key in self._rest(int)}

    def others(self) -> dict[str, str]:
        """What is left in the table and is a text."""
        return {key: self.text(key) for key in self._rest(str)}

    def rest_as_texts(self) -> Texts:
        """What is left in the table: a text in each language."""
        rest = {key: value for key, value in self.table.items() if key not in self.read}
        self.read |= set(rest)
        return self._texts("", rest)

    def years(self) -> Validity:
        return Validity(self.number("since", None), self.number("until", None))

    def item(self, key: str) -> Item:
        place = f"{self.place}.{key}".lstrip(".")
        return Item(self._value(key, dict, "a table", REQUIRED) or {}, place, self.faults)

    def each(self, key: str, make: Callable[[str, Item], T]) -> dict[str, T]:
        """What is made of each table under the key, by its slug."""
        group = self.item(key)
        if not group.table:
            self.fault(key, "at least one was expected.")
        return dict(group.made(make))

    def made(self, make: Callable[[str, Item], T]) -> Iterator[tuple[str, T]]:
        """Each table in this one by its slug, made into what it stands for."""
        for slug, table in self.table.items():
            item = Item(table, f"{self.place}.{slug}", self.faults)
            if not re.fullmatch(SLUG, slug):
                item.fault("", "a name is written in small letters, like “sint_eustatius”.")
            yield slug, make(slug, item)
            item.close()

    def close(self) -> None:
        """Faults every key that nobody asked for: a misspelled one would be lost in silence."""
        for key in self.table:
            if key not in self.read:
                self.fault(key, "this key means nothing here.")

    def _rest(self, kind: type) -> list[str]:
        return [k for k, v in self.table.items() if k not in self.read and type(v) is kind]

    def _value(self, key: str, kind: type, expected: str, default: Any) -> Any:
        self.read.add(key)
        if key not in self.table:
            if default is REQUIRED:
                self.fault(key, f"{expected} is missing.")
                return None
            return default
        if not isinstance(self.table[key], kind):
            self.fault(key, f"{expected} was expected.")
            return None if default is REQUIRED else default
        return self.table[key]

    def _texts(self, key: str, table: Any) -> Texts:
        if isinstance(table, dict) and all(isinstance(text, str) for text in table.values()):
            return table
        if table is not None:
            self.fault(key, "a text in each language was expected.")
        return {}
