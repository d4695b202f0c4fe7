"""One wrong workbook, as wrong/index.toml describes it: which return was changed, and how."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from making.damage import DAMAGE
from making.files import FILES
from making.parts import Parts

BUILT_IN_FORMATS = {"percent": 9, "date": 14}
STORED = {"number": "", "boolean": "b", "error": "e"}


class Case(NamedTuple):
    """A wrong workbook and what ``exchange check`` must say of it.

    ``finds`` are severity and code of what it says and does not say of the return ``of`` itself.
    Without ``cells`` the file is made by the function of the case's name.
    """

    name: str
    wrong: str
    of: str
    finds: tuple[str, ...]
    exit: int
    cells: Mapping[str, Mapping[str, str]] = {}
    previous: str = ""

    def made_from(self, content: bytes) -> bytes:
        """The wrong file, from the bytes of the return it is based on."""
        if self.name in FILES:
            return FILES[self.name](content)
        parts = Parts(content)
        if self.name in DAMAGE:
            DAMAGE[self.name](parts)
        for name, cell in self.cells.items():
            _put(parts, name, dict(cell))
        return parts.packed()


def cases(index: Path) -> dict[str, Case]:
    """The cases by their names, in the order of the file."""
    tables = tomllib.loads(index.read_text(encoding="utf-8"))
    return {name: Case(name, **table) for name, table in tables.items()}


def _put(parts: Parts, name: str, cell: dict[str, str]) -> None:
    """Writes one cell as the index says: one key is what kind of content it has."""
    if "formula" in cell:
        stored = f"<v>{cell['result']}</v>" if "result" in cell else ""
        parts.put(name, f"<f>{escape(cell['formula'])}</f>{stored}")
        return
    ((kind, content),) = cell.items()
    if kind == "text":
        inside = f'<is><t xml:space="preserve">{escape(content)}</t></is>' if content else ""
        parts.put(name, inside, "inlineStr" if content else "")
    elif kind in BUILT_IN_FORMATS:
        parts.put(name, f"<v>{content}</v>", style=parts.style(BUILT_IN_FORMATS[kind]))
    else:
        parts.put(name, f"<v>{content}</v>", STORED[kind])
