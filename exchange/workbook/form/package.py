"""The finished workbook as bytes: the same form always gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.functions import SubElement, tostring

from exchange.workbook.form.page import Page
from exchange.workbook.form.serial import sheet_data
from exchange.workbook.form.stylesheet import stylesheet

Names = Mapping[str, str]
"""Defined name → what it refers to, ``'Sheet'!$A$1``."""

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def pack(workbook: Workbook, pages: Sequence[Page], names: Names, stamp: datetime) -> bytes:
    """The bytes of an ``.xlsx`` with these pages, dated ``stamp`` and by no person."""
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "exchange"
    properties.created = properties.modified = stamp
    with BytesIO() as file:
        with _SteadyZip(file, "w", ZIP_DEFLATED) as archive:
            _Writer(workbook, archive, pages, names).write_data()
        return file.getvalue()


class _SteadyZip(ZipFile):
    """An archive that does not tell when and where it was made."""

    def writestr(self, path: Any, content: Any, *_: Any) -> None:
        entry = ZipInfo(path, _ZIP_EPOCH)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = _UNIX
        entry.external_attr = 0o600 << 16
        super().writestr(entry, content)


class _Writer(ExcelWriter):
    """openpyxl's writer with our cells, our style sheet and names by the hundred."""

    _archive: _SteadyZip
    manifest: Any
    _write_worksheets: Any

    def __init__(
        self, workbook: Workbook, archive: _SteadyZip, pages: Sequence[Page], names: Names
    ) -> None:
        super().__init__(workbook, archive)
        self._pages = {page.title: page for page in pages}
        self._names = names

    def write_data(self) -> None:
        add = self._archive.writestr
        add("docProps/app.xml", tostring(ExtendedProperties().to_tree()))
        add("docProps/core.xml", tostring(self.workbook.properties.to_tree()))
        add("xl/theme/theme1.xml", theme_xml)
        self._write_worksheets()
        add("xl/styles.xml", stylesheet())
        writer: Any = _BookWriter(self.workbook, self._names)
        add("_rels/.rels", writer.write_root_rels())
        add("xl/workbook.xml", writer.write())
        add("xl/_rels/workbook.xml.rels", writer.write_rels())
        self.manifest._write(self._archive, self.workbook)  # noqa: SLF001 - as openpyxl does

    def write_worksheet(self, ws: Any) -> None:
        page = self._pages[ws.title]
        writer = _SheetWriter(page)
        writer.write()
        # What openpyxl's own method leaves behind for the methods that call it.
        ws._rels, ws._drawing = writer._rels, None  # noqa: SLF001
        head, tail = writer.out.getvalue().split(_EMPTY_DATA)
        self._archive.writestr(ws.path[1:], head + sheet_data(page).encode() + tail)
        self.manifest.append(ws)


_EMPTY_DATA = b"<sheetData></sheetData>"


class _SheetWriter(WorksheetWriter):
    """Everything of a sheet but its cells, whose place it leaves empty."""

    out: BytesIO
    ws: Any
    _rels: Any

    def __init__(self, page: Page) -> None:
        super().__init__(page.sheet, BytesIO())
        self.ws._comments = page.comments  # noqa: SLF001 - openpyxl takes them from its own cells
        self.ws._hyperlinks = page.links  # noqa: SLF001 - as above

    def write_dimensions(self) -> None:
        """Left out: it is optional, and openpyxl does not know our cells."""


class _BookWriter(WorkbookWriter):
    """The workbook part, with names added as XML: objects for them double the time."""

    def __init__(self, workbook: Workbook, names: Names) -> None:
        super().__init__(workbook)
        self._defined = names

    def write(self) -> bytes:
        self.write_properties()
        self.write_worksheets()
        self.write_names()
        self.write_views()
        tree = self.package.to_tree()
        node = tree.find("definedNames")
        for name, reference in self._defined.items():
            SubElement(node, "definedName", {"name": name}).text = reference
        return bytes(tostring(tree))
