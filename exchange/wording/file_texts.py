"""What is said of a file that cannot be read: what it is, and what to send instead."""

from __future__ import annotations

from typing import Final

from exchange.wording.translator import N_

FILE_TEXTS: Final[dict[str, str]] = {
    "too-large-file": N_(
        "The file is larger than {limit} bytes; a filled form has less than a hundredth of that. "
        "Download the form anew and copy your figures into it."
    ),
    "empty-file": N_("The file is empty: 0 bytes. Save the form again and send that file."),
    "lock-file": N_(
        "This is the small lock file (its name begins with “~$”) that Excel keeps while a workbook "
        "is open. Close Excel and send the workbook itself."
    ),
    "old-xls": N_(
        "This is a workbook in Excel's old format (.xls). Open it, choose Save As › Excel "
        "Workbook (.xlsx), and send that."
    ),
    "password-protected": N_(
        "The file is protected with a password, so we cannot read it. Remove it under File › Info "
        "› Protect Workbook, and send the file again."
    ),
    "binary-workbook": N_(
        "This is a binary Excel workbook (.xlsb). Choose Save As › Excel Workbook (.xlsx), and "
        "send that."
    ),
    "ods": N_(
        "This is a LibreOffice or OpenDocument file (.ods). Choose Save As › Excel 2007–365 "
        "(.xlsx), and send that."
    ),
    "numbers": N_(
        "This is an Apple Numbers file. Choose File › Export To › Excel (.xlsx), and send that."
    ),
    "xml-spreadsheet": N_(
        "This is a workbook saved as XML. Choose Save As › Excel Workbook (.xlsx), and send that."
    ),
    "csv": N_(
        "This is a text file (CSV), which has lost the form's cells. Fill in the form itself and "
        "save it as Excel Workbook (.xlsx)."
    ),
    "html": N_(
        "This is a web page, not a workbook; perhaps a sign-in page was saved instead of the "
        "form. Download the form again."
    ),
    "pdf": N_("This is a PDF. Send the Excel form (.xlsx) from which it was made."),
    "other-document": N_("This is a Word or PowerPoint document. Send the Excel form (.xlsx)."),
    "not-a-workbook": N_(
        "This is not an Excel workbook (.xlsx), whatever its name says. Send the form you "
        "downloaded, saved as Excel Workbook (.xlsx)."
    ),
    "damaged-archive": N_(
        "The file is damaged: it is cut short or its parts do not fit. Open it in Excel, save it "
        "anew, and send that; or download the form again."
    ),
    "too-many-parts": N_(
        "The file holds {parts} parts; a form has about 20, at most {limit} are read. Copy your "
        "figures into a fresh form."
    ),
    "too-large-inflated": N_(
        "Unpacked, the file is larger than {limit} bytes. Copy your figures into a fresh form."
    ),
    "suspicious-ratio": N_(
        "The file unpacks to more than {limit} times its size, which a form never does. Copy your "
        "figures into a fresh form."
    ),
    "duplicate-part": N_(
        "The file holds the part “{part}” twice. Copy your figures into a fresh form."
    ),
    "unsafe-part-name": N_(
        "A part of the file has a name that leads outside it (“{part}”). Copy your figures into a "
        "fresh form."
    ),
    "overlapping-parts": N_(
        "Two parts of the file share the same bytes (“{part}”). Copy your figures into a fresh "
        "form."
    ),
    "encrypted-part": N_(
        "A part of the file is encrypted (“{part}”). Remove the protection under File › Info, and "
        "send the file again."
    ),
    "odd-compression": N_(
        "A part of the file is packed in a way Excel does not use (“{part}”). Open it in Excel, "
        "save it anew, and send that."
    ),
    "damaged-part": N_(
        "A part of the file is damaged (“{part}”). Open it in Excel, save it anew, and send that."
    ),
    "doctype": N_(
        "A part of the file declares a document type (“{part}”), which Excel never writes. Copy "
        "your figures into a fresh form."
    ),
    "macros": N_(
        "The workbook contains macros, which are never accepted. Choose Save As › Excel Workbook "
        "(.xlsx), without macros, and send that."
    ),
    "activex": N_(
        "The workbook contains controls (ActiveX), which are never accepted. Copy your figures "
        "into a fresh form."
    ),
    "embedded-objects": N_(
        "The workbook contains embedded objects, which are never accepted. Delete them, or copy "
        "your figures into a fresh form."
    ),
    "dde": N_(
        "The workbook takes values from another program (DDE), which is never accepted. Copy your "
        "figures as numbers into a fresh form."
    ),
    "data-connections": N_(
        "The workbook fetches data from elsewhere, which is never accepted. Remove it under Data › "
        "Queries & Connections, and send the file again."
    ),
    "too-many-cells": N_(
        "The workbook has more than {limit} filled cells; a form has fewer than {usual}. Copy your "
        "figures into a fresh form."
    ),
    "too-many-columns": N_(
        "The sheet “{sheet}” uses more than {limit} columns. Copy your figures into a fresh form."
    ),
    "too-many-merges": N_(
        "The sheet “{sheet}” has more than {limit} merged cells. Copy your figures into a fresh "
        "form."
    ),
    "too-many-names": N_(
        "The workbook has more than {limit} names. Copy your figures into a fresh form."
    ),
    "too-many-elements": N_(
        "A part of the file is larger or more nested than any form (“{part}”). Copy your figures "
        "into a fresh form."
    ),
    "too-much-text": N_(
        "The cells hold more than {limit} characters. Copy your figures into a fresh form."
    ),
    "too-slow": N_(
        "Reading the file took longer than {limit} seconds, so we stopped. Copy your figures into "
        "a fresh form."
    ),
    "corrupt-file": N_(
        "The file is damaged inside. Open it in Excel, save it anew, and send that; or download "
        "the form again."
    ),
    "reader-stopped": N_(
        "The file could not be read to its end: {stopped} Nothing of it counts as delivered. "
        "Download a fresh form and copy your figures into it by hand. If this happens again, send "
        "the file to the secretariat."
    ),
}
