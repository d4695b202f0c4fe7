"""Workbooks made part by part, so that a test can hold exactly the fault it is about."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from exchange.core.cells import Cell, Place
from exchange.settings import Limits
from exchange.workbook.reader import Sheet, Unreadable, Workbook, read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPED = (
    ("worksheets/sheet1.xml", "worksheet"),
    ("styles.xml", "styles"),
    ("sharedStrings.xml", "sharedStrings"),
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def content_types(*more: str, main: str = f"{SPREADSHEET}.sheet.main+xml") -> str:
    return (
        f'{HEAD}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
        + "".join(
            f'<Override PartName="/xl/{part}" ContentType="{SPREADSHEET}.{kind}+xml"/>'
            for part, kind in _TYPED
        )
        + "".join(more)
        + "</Types>"
    )


def relations(*found: tuple[str, str, str], more: str = "") -> str:
    """A relationships part of (id, kind, target)."""
    rows = "".join(
        f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for identity, kind, target in found
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{rows}{more}</Relationships>'


def worksheet(rows: str = "", *, before: str = "", after: str = "") -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def book(names: str = "", *, properties: str = "", sheets: str | None = None) -> str:
    listed = '<sheet name="Figures" sheetId="1" r:id="rId1"/>' if sheets is None else sheets
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
    )


STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs>'
    '<cellStyles><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles><dxfs/></styleSheet>'
)


def parts(sheet: str | None = None, **others: str) -> dict[str, str | bytes]:
    """The parts of a small workbook with one sheet *Figures* and the shared texts given."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": others.get("book", book()),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "/xl/sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": worksheet() if sheet is None else sheet,
        "xl/styles.xml": others.get("styles", STYLES),
        "xl/sharedStrings.xml": shared(others.get("strings", "")),
    }


def shared(items: str) -> str:
    return f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'


def zipped(content: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_parts(more: dict[str, str | bytes], **others: str) -> bytes:
    """The small workbook with parts added or replaced."""
    return zipped(parts(**others) | more)


def opened(rows: str = "", **others: str) -> Workbook:
    """The small workbook with these rows, read."""
    return read(zipped(parts(worksheet(rows), **others)))


def figures(rows: str = "", **others: str) -> Sheet:
    return opened(rows, **others).sheets[0]


def cell(xml: str, **others: str) -> Cell | None:
    """What is read at A1 where the file has this cell element."""
    return opened(f'<row r="1">{xml}</row>', **others).cell(Place("Figures", "A1"))


def code(content: bytes, limits: Limits | None = None) -> str:
    """The code with which a file is refused, or ``read`` where it is not."""
    try:
        read(content, limits or Limits())
    except Unreadable as refusal:
        return refusal.code
    return "read"


class Archive:
    """A zip archive written by hand: each header can lie on its own."""

    def __init__(self) -> None:
        self.body = b""
        self.directory = b""
        self.count = 0

    def add(
        self,
        name: str,
        data: bytes,
        *,
        local: dict[str, int] | None = None,
        central: dict[str, int] | None = None,
        local_name: str | None = None,
        method: int = 8,
        extra: bytes = b"",
    ) -> Archive:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush() if method == 8 else data
        true = {
            "flags": 0,
            "method": method,
            "crc": zlib.crc32(data),
            "packed": len(packed),
            "size": len(data),
            "offset": len(self.body),
        }
        first, second = true | (local or {}), true | (central or {})
        raw = name.encode()
        local_raw = raw if local_name is None else local_name.encode()
        self.body += (
            struct.pack(
                "<4s5H3L2H", b"PK\x03\x04", 20, first["flags"], first["method"], 0, 33,
                first["crc"], first["packed"], first["size"], len(local_raw), 0,
            )
            + local_raw + packed
        )  # fmt: skip
        self.directory += (
            struct.pack(
                "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, second["flags"], second["method"], 0, 33,
                second["crc"], second["packed"], second["size"], len(raw), len(extra), 0, 0, 0, 0,
                second["offset"],
            )
            + raw + extra
        )  # fmt: skip
        self.count += 1
        return self

    def bytes(self, *, comment: bytes = b"", count: int | None = None, disk: int = 0) -> bytes:
        listed = self.count if count is None else count
        end = struct.pack(
            "<4s4H2LH", b"PK\x05\x06", disk, 0, listed, listed,
            len(self.directory), len(self.body), len(comment),
        )  # fmt: skip
        return self.body + self.directory + end + comment


def archive(sheet: str | None = None) -> Archive:
    """The small workbook as an archive to which more can be added."""
    made = Archive()
    for name, data in parts(sheet).items():
        made.add(name, data.encode() if isinstance(data, str) else data)
    return made
