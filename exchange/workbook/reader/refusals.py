"""Why a file is refused: one table of stable codes, and the exception that carries one."""

from __future__ import annotations

from typing import Final, NamedTuple


class Refusal(NamedTuple):
    """What a code means, and which facts travel with it for the message."""

    meaning: str
    facts: tuple[str, ...] = ()


REFUSALS: Final[dict[str, Refusal]] = {
    # The file as a whole: its size, and what it really is.
    "too-large-file": Refusal("The file is larger than the limit.", ("size", "limit")),
    "empty-file": Refusal("The file has no content."),
    "lock-file": Refusal("This is the note an open office program leaves beside a file."),
    "old-xls": Refusal("This is a workbook in the old binary format of Excel (.xls)."),
    "password-protected": Refusal("The workbook can only be opened with a password."),
    "binary-workbook": Refusal("This is a binary Excel workbook (.xlsb)."),
    "ods": Refusal("This is an OpenDocument file (LibreOffice, .ods)."),
    "numbers": Refusal("This is an Apple Numbers or iWork document."),
    "xml-spreadsheet": Refusal("This is a workbook saved as one XML file."),
    "csv": Refusal("This is a text file with separated values."),
    "html": Refusal("This is a web page."),
    "pdf": Refusal("This is a PDF document."),
    "other-document": Refusal("This is a Word, PowerPoint or Visio document."),
    "not-a-workbook": Refusal("The content is not that of an .xlsx workbook."),
    # The zip directory, and the parts it promises.
    "damaged-archive": Refusal("The zip directory is missing, cut short or contradicts itself."),
    "too-many-parts": Refusal("The file holds more parts than the limit.", ("parts", "limit")),
    "too-large-inflated": Refusal("Unpacked, the file exceeds the limit.", ("size", "limit")),
    "suspicious-ratio": Refusal(
        "The file unpacks to implausibly many times its size.", ("part", "ratio", "limit")
    ),
    "duplicate-part": Refusal("Two parts bear the same name.", ("part",)),
    "unsafe-part-name": Refusal("A part's name leads outside the file.", ("part",)),
    "overlapping-parts": Refusal("Two parts share the same bytes of the file.", ("part",)),
    "encrypted-part": Refusal("A part is encrypted.", ("part",)),
    "odd-compression": Refusal(
        "A part is packed by a method that workbooks do not use.", ("part", "method")
    ),
    "damaged-part": Refusal("A part does not match its checksum or stated size.", ("part",)),
    "doctype": Refusal("A part declares a document type, which may define entities.", ("part",)),
    # What a return never needs, and what can do harm.
    "macros": Refusal("The workbook contains macros.", ("part",)),
    "activex": Refusal("The workbook contains ActiveX controls.", ("part",)),
    "embedded-objects": Refusal("The workbook contains embedded objects.", ("part",)),
    "dde": Refusal("The workbook takes values from another program (DDE or OLE).", ("part",)),
    "data-connections": Refusal("The workbook fetches data from elsewhere.", ("part",)),
    # How much there is to read.
    "too-many-cells": Refusal("There are more filled cells than the limit.", ("limit",)),
    "too-many-columns": Refusal("A sheet uses more columns than the limit.", ("sheet", "limit")),
    "too-many-merges": Refusal(
        "A sheet has more merged ranges than the limit.", ("sheet", "limit")
    ),
    "too-many-names": Refusal("There are more defined names than the limit.", ("limit",)),
    "too-many-elements": Refusal(
        "A part has more elements, or nests them deeper, than the limit.", ("part", "limit")
    ),
    "too-much-text": Refusal("The cells hold more text than the limit.", ("limit",)),
    "too-slow": Refusal("Reading the file takes longer than the limit.", ("limit",)),
    "corrupt-file": Refusal("The workbook's content cannot be made sense of.", ("part",)),
}


class Unreadable(Exception):
    """A file that cannot be read within the limits, or is dangerous.

    ``code`` is a key of `REFUSALS`; ``facts`` holds those of the facts listed there that are known.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
