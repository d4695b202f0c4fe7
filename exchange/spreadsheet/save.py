"""The finished workbook as bytes: the same workbook always gives the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.functions import SubElement, tostring

from exchange.spreadsheet.archive import SteadyZip

Rows = Iterable[str]
"""The rows of a sheet, each as ``cells.row`` makes them."""

Names = Mapping[str, str]
"""Defined name → what it refers to, ``'Sheet'!$A$1``."""

STAMP = datetime(2010, 10, 10)  # noqa: DTZ001 - Office's properties have no zone
"""The date of what has none of its own: when the reporters came to exist. No clock is asked."""

_CHUNK = 2_000
_NO_ROWS = b"<sheetData></sheetData>"


def save(
    workbook: Workbook,
    rows: Mapping[str, Rows] | None = None,
    names: Names | None = None,
    *,
    styles: bytes = b"",
    stamp: datetime = STAMP,
) -> bytes:
    """The workbook as ``.xlsx``, dated ``stamp`` and by no person.

    ``rows`` gives, by sheet title, rows instead of openpyxl's; ``names`` are added to the
    workbook's, ``styles`` is a style sheet instead of its own.
    """
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "exchange"
    properties.created = properties.modified = stamp
    with BytesIO() as file:
        with SteadyZip(file) as archive:
            _Writer(workbook, archive, rows or {}, names or {}, styles).write_data()
        return file.getvalue()


class _Writer(ExcelWriter):
    """openpyxl's writer with our rows, our style sheet and names by the hundred."""

    _archive: SteadyZip
    manifest: Any
    _write_worksheets: Any
    _write_charts: Any

    def __init__(
        self,
        workbook: Workbook,
        archive: SteadyZip,
        rows: Mapping[str, Rows],
        names: Names,
        styles: bytes,
    ) -> None:
        super().__init__(workbook, archive)
        self._rows = rows
        self._names = names
        self._styles = styles

    def write_data(self) -> None:
        add = self._archive.writestr
        add("docProps/app.xml", tostring(ExtendedProperties().to_tree()))
        add("docProps/core.xml", tostring(self.workbook.properties.to_tree()))
        add("xl/theme/theme1.xml", theme_xml)
        self._write_worksheets()
        self._write_charts()
        add("xl/styles.xml", self._styles or tostring(write_stylesheet(self.workbook)))
        writer: Any = _BookWriter(self.workbook, self._names)
        add("_rels/.rels", writer.write_root_rels())
        add("xl/workbook.xml", writer.write())
        add("xl/_rels/workbook.xml.rels", writer.write_rels())
        self.manifest._write(self._archive, self.workbook)  # noqa: SLF001 - as openpyxl does

    def write_worksheet(self, ws: Any) -> None:
        """A sheet, and what openpyxl's own method leaves behind for those that call it."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as openpyxl does, here and below
        ws._drawing.charts = ws._charts  # noqa: SLF001
        ws.merged_cells = ws.merged_cells.sorted()  # a set otherwise, written as it comes
        rows = self._rows.get(ws.title)
        writer: Any = WorksheetWriter(ws, BytesIO()) if rows is None else _SheetWriter(ws)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.stream(ws.path[1:], _with(rows or (), writer.out.getvalue()))
        self.manifest.append(ws)


def _with(rows: Rows, sheet: bytes) -> Iterator[bytes]:
    """The sheet with the rows put where it has none."""
    head, empty, tail = sheet.partition(_NO_ROWS)
    if not empty:
        return iter((sheet,))
    return chain((head, b"<sheetData>"), _chunks(rows), (b"</sheetData>", tail))


def _chunks(rows: Rows) -> Iterator[bytes]:
    rows = iter(rows)
    while chunk := "".join(islice(rows, _CHUNK)):
        yield chunk.encode()


class _SheetWriter(WorksheetWriter):
    """Everything of a sheet but its rows, whose place it leaves empty."""

    ws: Any

    def __init__(self, sheet: Worksheet) -> None:
        given: Any = sheet
        comments, links = given._comments, given._hyperlinks  # noqa: SLF001 - no public way
        super().__init__(sheet, BytesIO())
        # openpyxl collects both anew from its own cells, of which there are none.
        self.ws._comments, self.ws._hyperlinks = comments, links  # noqa: SLF001 - as above

    def write_dimensions(self) -> None:
        """Left out: it is optional, and openpyxl does not know our cells."""


class _BookWriter(WorkbookWriter):
    """The workbook part, with names added as XML: objects for them double the time."""

    def __init__(self, workbook: Workbook, names: Names) -> None:
        super().__init__(workbook)
        self._added = names

    def write(self) -> bytes:
        self.write_properties()
        self.write_worksheets()
        self.write_names()
        self.write_views()
        tree = self.package.to_tree()
        node = tree.find("definedNames")
        for name, reference in self._added.items():
            SubElement(node, "definedName", {"name": name}).text = reference
        return bytes(tostring(tree))
