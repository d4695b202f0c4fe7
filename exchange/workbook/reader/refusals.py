"""Why a file is refused: one table of stable codes, and the exception that carries one."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[str, ...]]] = {
    # The file as a whole: its size, and what it really is.
    "too-large-file": ("size", "limit"),
    "empty-file": (),
    "lock-file": (),
    "old-xls": (),
    "password-protected": (),
    "binary-workbook": (),
    "ods": (),
    "numbers": (),
    "xml-spreadsheet": (),
    "csv": (),
    "html": (),
    "pdf": (),
    "other-document": (),
    "not-a-workbook": (),
    # The zip directory, and the parts it promises.
    "damaged-archive": (),
    "too-many-parts": ("parts", "limit"),
    "too-large-inflated": ("size", "limit"),
    "suspicious-ratio": ("part", "ratio", "limit"),
    "duplicate-part": ("part",),
    "unsafe-part-name": ("part",),
    "overlapping-parts": ("part",),
    "encrypted-part": ("part",),
    "odd-compression": ("part", "method"),
    "damaged-part": ("part",),
    "doctype": ("part",),
    # What a return never needs, and what can do harm.
    "macros": ("part",),
    "activex": ("part",),
    "embedded-objects": ("part",),
    "dde": ("part",),
    "data-connections": ("part",),
    # How much there is to read.
    "too-many-cells": ("limit",),
    "too-many-columns": ("sheet", "limit"),
    "too-many-merges": ("sheet", "limit"),
    "too-many-names": ("limit",),
    "too-many-elements": ("part", "limit"),
    "too-much-text": ("limit",),
    "too-slow": ("limit",),
    "corrupt-file": ("part",),
    # What no limit foresaw: the reading itself was ended.
    "reader-stopped": ("why",),
}
"""Each code, and the facts that may travel with it for the message."""


class Unreadable(Exception):
    """A file that cannot be read within the limits, or is dangerous.

    ``code`` is a key of `REFUSALS`; ``facts`` holds those of the facts there that are known.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
