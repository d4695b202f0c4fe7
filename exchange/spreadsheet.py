"""Workbooks as bytes that say the same every time, and in which no text can run.

openpyxl makes everything about a workbook but the rows of its sheets: those are written here,
several times faster, and never held in memory all at once.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# openpyxl writes other bytes where lxml happens to be installed; it looks once, when imported.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

Cell = tuple[str | int | None, int]
"""A value and the number of its style (``openpyxl.cell.Cell.style_id``)."""

Body = Iterable[str]
"""The rows of a sheet, each as ``row`` makes them."""

STAMP = datetime(2010, 10, 10)  # noqa: DTZ001 - Office's properties have no zone
"""The date of every file: when the reporters came to exist. The clock is not asked."""

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PRIVATE = 0o600 << 16
_CHUNK = 2_000
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_NO_ROWS = re.compile(rb"<sheetData ?(?:/>|></sheetData>)")


def save(workbook: Workbook, bodies: Mapping[str, Body] | None = None) -> bytes:
    """The workbook as a file; ``bodies`` gives, by sheet title, rows instead of openpyxl's.

    The same workbook gives the same bytes: no clock, no order of chance, no lxml.
    """
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "exchange"
    properties.created = properties.modified = STAMP
    for sheet in workbook.worksheets:
        # openpyxl keeps merged ranges in a set and writes them as they come.
        sheet.merged_cells = sheet.merged_cells.sorted()  # type: ignore[assignment]
    places = {
        f"xl/worksheets/sheet{number}.xml": (bodies or {})[sheet.title]
        for number, sheet in enumerate(workbook.worksheets, 1)
        if sheet.title in (bodies or {})
    }
    out = io.BytesIO()
    with _SteadyZip(out, places) as archive:
        ExcelWriter(workbook, archive).write_data()
    return out.getvalue()


def put_text(cell: OpenpyxlCell, text: str) -> None:
    """Sets a text that stays one, whatever it begins with: openpyxl makes formulas of “=…”."""
    cell.value = _NOT_XML.sub("\ufffd", text)
    cell.data_type = "s"


def row(number: int, cells: Iterable[Cell], height: float | None = None) -> str:
    """One row as XML, from column A on; a None is an empty cell with a style.

    Texts are inline strings, which no office program calculates. ``height`` is in points.
    """
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    inner = "".join(
        [
            _cell(f"{letters(column)}{number}", value, style)
            for column, (value, style) in enumerate(cells, 1)
        ]
    )
    return f'<row r="{number}"{tall}>{inner}</row>'


def _cell(address: str, value: str | int | None, style: int) -> str:
    if value is None or value == "":
        return f'<c r="{address}" s="{style}"/>' if style else ""
    if isinstance(value, int):
        return f'<c r="{address}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{address}" s="{style}" t="inlineStr">{_inline(value)}</c>'


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    clean = _LOOKS_ESCAPED.sub("_x005F_", _NOT_XML.sub("\ufffd", text))
    return f'<is><t xml:space="preserve">{escape(clean)}</t></is>'


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """1 is ``A``."""
    return get_column_letter(column)


class _SteadyZip(ZipFile):
    """An archive that does not tell when and where it was made, and puts rows into sheets."""

    def __init__(self, file: IO[bytes], bodies: Mapping[str, Body]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self._bodies = bodies

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Takes a sheet from openpyxl's temporary file."""
        name = str(arcname)
        sheet = Path(filename).read_bytes()
        if name not in self._bodies:
            self.writestr(name, sheet)
            return
        before, after = _NO_ROWS.split(_DIMENSION.sub(b"", sheet))
        with self.open(_entry(name), "w") as part:
            part.write(before + b"<sheetData>")
            for chunk in _chunks(self._bodies[name]):
                part.write(chunk.encode())
            part.write(b"</sheetData>" + after)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _PRIVATE
    return entry


def _chunks(rows: Body) -> Iterator[str]:
    rows = iter(rows)
    while chunk := "".join(islice(rows, _CHUNK)):
        yield chunk
