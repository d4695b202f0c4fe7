"""What a file really is, told by its content whatever its name says."""

from __future__ import annotations

from .refusals import Unreadable

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_HTML = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "mime-version:")
_LOCK_SIZES = range(160, 176)
_LONGEST_LOCK_NAME = 54
_LENGTH_AGAIN = slice(54, 57)
"""Where the length of the second name stands, which is in UTF-16; Word puts it before Excel."""
_HEAD = 4096


def refuse_other_kinds(content: bytes) -> None:
    """Refuse what is no zip archive, or one of another office program, under its own name."""
    if content.startswith(_ZIP):
        _refuse_other_archives(content)
    else:
        raise Unreadable(_kind(content))


def _refuse_other_archives(content: bytes) -> None:
    """OpenDocument files name themselves in their first part, stored as it is."""
    if content[30:38] == b"mimetype" and b"opendocument" in content[38:120]:
        raise Unreadable("ods")


def _kind(content: bytes) -> str:
    if not content.strip(b"\0 \t\r\n"):
        return "empty-file"
    if content.startswith(_OLE):
        return _ole_kind(content)
    if _is_lock(content):
        return "lock-file"
    if content.startswith(_BARE_BIFF):
        return "old-xls"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return _text_kind(content)


def _ole_kind(content: bytes) -> str:
    """An encrypted .xlsx is an OLE container, and so is every .xls; streams are named in UTF-16."""
    if _utf16("EncryptedPackage") in content:
        return "password-protected"
    if _utf16("Workbook") in content or _utf16("Book") in content:
        return "old-xls"
    if _utf16("WordDocument") in content or _utf16("PowerPoint Document") in content:
        return "other-document"
    return "not-a-workbook"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _is_lock(content: bytes) -> bool:
    """Excel's is a user name twice in 165 bytes, each led by its length; LibreOffice's one line."""
    if content.startswith(b",") and content.rstrip().endswith(b";") and content.count(b",") >= 4:
        return True
    if len(content) not in _LOCK_SIZES or not 0 < content[0] <= _LONGEST_LOCK_NAME:
        return False
    return content[:1] + b"\0" in content[_LENGTH_AGAIN]


def _text_kind(content: bytes) -> str:
    text = _text(content[:_HEAD]).lstrip().lower()
    if text.startswith(_HTML):
        return "html"
    if text.startswith("<"):
        return _markup_kind(text)
    if _has_controls(text):
        return "not-a-workbook"
    return "csv" if any(mark in text for mark in ",;\t|") else "not-a-workbook"


def _markup_kind(text: str) -> str:
    if "<html" in text or "<!doctype html" in text:
        return "html"
    if "opendocument" in text:
        return "ods"
    return "xml-spreadsheet" if "schemas-microsoft-com:office" in text else "not-a-workbook"


def _text(head: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    return head.decode("latin-1")


def _has_controls(text: str) -> bool:
    return any(character < " " and character not in "\t\r\n\f" for character in text)
