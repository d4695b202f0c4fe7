"""Workbooks changed part by part, where opening and saving them takes too long or too much away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_SHEETS = "xl/worksheets/"
_TABLE = "xl/sharedStrings.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TYPES = "[Content_Types].xml"
_WITH_TEXTS = (_SHEETS, _TABLE, "xl/workbook.xml")
_INLINE = re.compile(rb'( t=)"inlineStr"><is>(<t(?: [^>]*)?>[^<]*</t>)</is>')
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Mould:
    """A filled form from which others are cast: another year, another reporter, all else equal.

    openpyxl would need a tenth of a second for each.
    """

    def __init__(self, content: bytes) -> None:
        self._parts = _unpacked(content)

    def cast(self, *changes: tuple[str, str]) -> bytes:
        """The workbook with texts changed wherever its sheets have them, labels and notes too."""
        return _packed(
            {
                name: _changed(part, changes) if name.startswith(_WITH_TEXTS) else part
                for name, part in self._parts.items()
            }
        )


def with_shared_texts(content: bytes) -> bytes:
    """A workbook of openpyxl with its texts in one table, as office programs write them."""
    parts, texts = _unpacked(content), dict[bytes, int]()

    def shared(match: re.Match[bytes]) -> bytes:
        number = texts.setdefault(match[2], len(texts))
        return match[1] + b'"s"><v>%d</v>' % number

    for name in parts:
        if name.startswith(_SHEETS):
            parts[name] = _INLINE.sub(shared, parts[name])
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    parts[_TABLE] = b'<sst xmlns="%s">%s</sst>' % (_MAIN.encode(), items)
    relation = f'<Relationship Id="texts" Type="{_OFFICE}/sharedStrings" Target="/{_TABLE}"/>'
    override = f'<Override PartName="/{_TABLE}" ContentType="{_MEDIA}.sharedStrings+xml"/>'
    parts[_RELATIONS] = _changed(parts[_RELATIONS], _before("</Relationships>", relation))
    parts[_TYPES] = _changed(parts[_TYPES], _before("</Types>", override))
    return _packed(parts)


def _before(end: str, added: str) -> tuple[tuple[str, str], ...]:
    return ((end, added + end),)


def _changed(part: bytes, changes: tuple[tuple[str, str], ...]) -> bytes:
    for old, new in changes:
        part = part.replace(old.encode(), new.encode())
    return part


def _unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
