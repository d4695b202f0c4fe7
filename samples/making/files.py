"""Files that are no form at all, or a damaged one, whatever their names say."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook

from exchange.spreadsheet.save import save
from making.parts import SPREADSHEET, TYPES, Parts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "application/vnd.openxmlformats-officedocument"


def nothing_filled_in(content: bytes) -> bytes:
    """The form with every input emptied."""
    parts = Parts(content)
    for name in parts.inputs():
        parts.put(name, "")
    return parts.packed()


def cut_short(content: bytes) -> bytes:
    """What a broken upload leaves; stored, so that no compression decides where it breaks."""
    whole = Parts(content).packed(ZIP_STORED)
    return whole[: len(whole) // 8]


def damaged_part(content: bytes) -> bytes:
    """One bit of a figure turned over: its part's checksum no longer fits."""
    parts = Parts(content)
    parts.parts = {name: parts.parts[name] for name in (TYPES, parts.figures)}
    return parts.packed(ZIP_STORED).replace(b"<v>96</v>", b"<v>97</v>")


def ole(*streams: str) -> bytes:
    """The container of Office before 2007, with the names of its streams."""
    return _OLE + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


def excel_lock() -> bytes:
    """What Excel keeps beside an open workbook: the user's name twice, each led by its length."""
    name = "coordinator"
    wide = (name.encode("utf-16-le")).ljust(110, b"\0")
    return bytes([len(name)]) + name.encode().ljust(54) + bytes([len(name), 0]) + wide[:108]


def zipped(parts: dict[str, str]) -> bytes:
    """An archive of texts, stored: the same bytes everywhere."""
    with BytesIO() as file:
        with ZipFile(file, "w", ZIP_STORED) as archive:
            for name, text in parts.items():
                archive.writestr(ZipInfo(name), text)
        return file.getvalue()


def another_workbook() -> bytes:
    """A list of somebody's own making."""
    workbook = Workbook()
    for row in (("Sint Maarten 2016", None), ("victims", 96), ("suspects", 5)):
        workbook.worksheets[0].append(row)
    return save(workbook)


def retyped(content: bytes, kind: str) -> bytes:
    """The parts that say what a file is, and say something else than a workbook."""
    parts = Parts(content)
    parts.swap(TYPES, f"{SPREADSHEET}.sheet.main+xml", kind)
    kept = (TYPES, "_rels/.rels", "xl/workbook.xml")
    return zipped({name: parts.text(name) for name in kept})


XML_2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" />\n'
)
CSV = "reporter;year;offence;figure;value\r\nsint-maarten;2016;trafficking;victims;96\r\n"
HTML = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in</body></html>\n"

FILES: dict[str, Callable[[bytes], bytes]] = {
    "nothing-filled-in": nothing_filled_in,
    "cut-short": cut_short,
    "damaged-part": damaged_part,
    "odd-compression": lambda form: Parts(form).packed(ZIP_BZIP2),
    "empty-file": lambda _: b"",
    "lock-file": lambda _: excel_lock(),
    "old-excel": lambda _: ole("Root Entry", "Workbook"),
    "password": lambda _: ole("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    "binary-workbook": lambda form: retyped(form, "application/vnd.ms-excel.sheet.binary.main"),
    "word-document": lambda form: retyped(form, f"{_OFFICE}.wordprocessingml.document.main+xml"),
    "open-document": lambda _: zipped({"mimetype": _OPEN_DOCUMENT, "content.xml": "<content />"}),
    "apple-numbers": lambda _: zipped({"Index/Document.iwa": "figures"}),
    "excel-2003-xml": lambda _: XML_2003.encode(),
    "csv": lambda _: CSV.encode(),
    "web-page": lambda _: HTML.encode(),
    "pdf": lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "picture": lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "another-workbook": lambda _: another_workbook(),
}
"""By the name of the case."""
