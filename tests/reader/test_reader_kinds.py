"""A file is named for what it is, whatever its name says."""

from __future__ import annotations

import pytest

from exchange.settings import Limits
from tests.reader.making import code, content_types, parts, with_parts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def excel_lock() -> bytes:
    return (b"\x05Marie").ljust(55) + b"\x05\x00" + utf16("Marie".ljust(54))


def quoted() -> bytes:
    """As long as Excel's lock, and a user name might be as long as its first byte says."""
    return b'"reporter";"year"\r\n'.ljust(165, b"a")


KINDS = {
    "nothing": (b"", "empty-file"),
    "zeros": (b"\0" * 5000, "empty-file"),
    "blank lines": (b"\r\n  \n", "empty-file"),
    "Excel's lock": (excel_lock(), "lock-file"),
    "LibreOffice's lock": (b",marie,desk,14.03.2025 10:11,file:///home/marie;", "lock-file"),
    "Excel 97": (OLE + utf16("Root Entry") + utf16("Workbook"), "old-xls"),
    "Excel 95": (OLE + utf16("Book"), "old-xls"),
    "Excel 4": (b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 64, "old-xls"),
    "Excel 5 bare": (b"\x09\x08\x08\x00\x00\x05\x05\x00" + b"\0" * 64, "old-xls"),
    "password": (OLE + utf16("EncryptionInfo") + utf16("EncryptedPackage"), "password-protected"),
    "Word 97": (OLE + utf16("WordDocument"), "other-document"),
    "mail message": (OLE + utf16("__properties_version1.0"), "not-a-workbook"),
    "Word's lock": ((b"\x05Marie").ljust(54) + b"\x05\x00" + utf16("Marie".ljust(53)), "lock-file"),
    "quotes in 165 bytes": (quoted(), "csv"),
    "semicolons": (b"reporter;year;value\r\ncuracao;2023;4\r\n", "csv"),
    "tabs in UTF-16": ("a\tb\n1\t2\n".encode("utf-16"), "csv"),
    "commas after a mark": (b"\xef\xbb\xbfa,b\n1,2\n", "csv"),
    "web page": (b"\n <!DOCTYPE html><html><table></table></html>", "html"),
    "table alone": (b"<table><tr><td>1</td></tr></table>", "html"),
    "XHTML": (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "html"),
    "web archive": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "html"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "PDF after a line": (b"\n%PDF-1.4\n", "pdf"),
    "Excel 2003 XML": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "xml-spreadsheet",
    ),
    "flat OpenDocument": (
        b'<?xml version="1.0"?><o:d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "ods",
    ),
    "some XML": (b"<?xml version='1.0'?><figures/>", "not-a-workbook"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-workbook"),
    "one word": (b"hello", "not-a-workbook"),
    "zip without parts": (zipped({}), "not-a-workbook"),
    "zip of texts": (zipped({"readme.txt": "hello"}), "not-a-workbook"),
    "OpenDocument": (zipped({"mimetype": OPEN_DOCUMENT, "content.xml": "<a/>"}, 0), "ods"),
    "Numbers": (zipped({"Index/Document.iwa": b"x"}), "numbers"),
    "Word": (
        with_parts({"[Content_Types].xml": content_types(main="x.wordprocessingml.document+xml")}),
        "other-document",
    ),
    "xlsb": (
        with_parts({"[Content_Types].xml": content_types(main="x.ms-excel.sheet.binary.main")}),
        "binary-workbook",
    ),
    "parts without a start": (
        zipped({k: v for k, v in parts().items() if k != "_rels/.rels"}),
        "not-a-workbook",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_named_for_what_it_is(name: str) -> None:
    content, expected = KINDS[name]
    assert code(content) == expected


def test_the_size_is_judged_before_the_kind() -> None:
    assert code(b"%PDF-1.7" * 10, Limits(file_bytes=50)) == "too-large-file"


def test_a_template_in_the_new_format_is_a_workbook() -> None:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    assert code(with_parts({"[Content_Types].xml": content_types(main=main)})) == "read"
