"""The workbook part: its sheets, its defined names, and how it counts days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from exchange.core.cells import Place

from .budget import Budget
from .forbidden import is_dde
from .markup import RELATED, SHEET, Attributes, Reading
from .refusals import Unreadable

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_LONGEST_ADDRESS = len("$XFD$1048576")
_LONGEST_REFERENCE = 255
"""Titles have at most 31 characters, even with each an apostrophe that is doubled."""

_HIDDEN = {"hidden", "veryHidden"}
_TRUE = {"1", "true"}


class Listed(NamedTuple):
    """A sheet as the workbook lists it; ``relation`` leads to its part."""

    title: str
    hidden: bool
    relation: str


class Book(Reading):
    """What the workbook part says."""

    __slots__ = ("defined", "is_1904", "listed", "naming")

    def __init__(self, name: str, data: bytes, budget: Budget) -> None:
        super().__init__(name, data, budget)
        self.listed: list[Listed] = []
        self.defined: list[tuple[str, str]] = []
        self.is_1904 = False
        self.naming: Attributes = {}
        for space in self.spaces:
            self.actions[space + "workbookPr"] = self._properties
            self.actions[space + "sheet"] = self._sheet
            self.actions[space + "definedName"] = self._name
        self.run()
        _refuse_twin_titles(self.listed)

    def starter(self) -> Callable[[str, Attributes], None]:
        """As for every part, with names, of which there are hundreds, seen to in place."""
        named, most = self.spaces[0] + "definedName", self.budget.limits.names
        look_up, defined, parser = self.actions.get, self.defined, self.parser
        clear, end = self.pieces.clear, self._named

        def start(name: str, attributes: Attributes) -> None:
            if name == named and len(defined) < most:
                self.naming = attributes
                clear()
                parser.EndElementHandler = end
            else:
                action = look_up(name)
                if action is not None:
                    action(attributes)

        return start

    def _properties(self, attributes: Attributes) -> None:
        self.is_1904 = attributes.get("date1904") in _TRUE

    def _sheet(self, attributes: Attributes) -> None:
        if len(self.listed) >= self.budget.limits.parts:
            raise Unreadable("corrupt-file", part=self.name)
        spaces = RELATED if self.spaces is SHEET else ("r:",)
        relation = next((attributes[key + "id"] for key in spaces if key + "id" in attributes), "")
        hidden = attributes.get("state") in _HIDDEN
        self.listed.append(Listed(attributes["name"], hidden, relation))

    def _name(self, attributes: Attributes) -> None:
        if len(self.defined) >= self.budget.limits.names:
            raise Unreadable("too-many-names", limit=self.budget.limits.names)
        self.naming = attributes
        self.expect_text(self._named)

    def _named(self, _: str) -> None:
        self.parser.EndElementHandler = None
        text = "".join(self.pieces)
        self.spent += len(text)
        if "|" in text and is_dde(text):
            raise Unreadable("dde", part=self.name)
        naming = self.naming
        if "localSheetId" not in naming:
            self.defined.append((naming["name"], text))


def targets(
    defined: Iterable[tuple[str, str]], titles: Iterable[str]
) -> dict[str, tuple[Place | None, ...]]:
    """Where each workbook-level name points, by the name in lower case.

    None stands for what is no single cell of this workbook: a lost reference (#REF!), a range, a
    constant, a formula, a sheet that is not there. A name given twice has two targets.
    """
    sheets = _spellings(titles)
    found: dict[str, tuple[Place | None, ...]] = {}
    for name, text in defined:
        key = name.lower()
        sheet, _, address = text.rpartition("!")
        title = sheets.get(sheet)
        bare = _bare(address) if title and len(address) <= _LONGEST_ADDRESS else None
        target = Place(title, bare) if title and bare else _unusual(text, sheets)
        found[key] = (*found[key], target) if key in found else (target,)
    return found


def _unusual(text: str, sheets: dict[str, str]) -> Place | None:
    """The target of a reference with spaces around it, or with its sheet in other capitals."""
    if len(text) > _LONGEST_REFERENCE:
        return None
    sheet, _, address = text.strip().rpartition("!")
    title = sheets.get(sheet) or sheets.get(sheet.lower())
    bare = _bare(address)
    return None if title is None or bare is None else Place(title, bare)


@lru_cache(maxsize=4096)
def _bare(address: str) -> str | None:
    """``$D$12`` as ``D12``; None for what is no single cell."""
    cell = _CELL.fullmatch(address)
    return cell[1].upper() + cell[2] if cell else None


def _spellings(titles: Iterable[str]) -> dict[str, str]:
    """How a reference may write each title: bare or quoted, in capitals or not."""
    found = {}
    for title in titles:
        quoted = "'{}'".format(title.replace("'", "''"))
        for spelling in (title.lower(), quoted.lower(), title, quoted):
            found[spelling] = title
    return found


def _refuse_twin_titles(listed: list[Listed]) -> None:
    """Two sheets of one title would make an address mean two cells."""
    titles = [sheet.title.lower() for sheet in listed]
    if len(set(titles)) < len(titles):
        raise Unreadable("corrupt-file")
