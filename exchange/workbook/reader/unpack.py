"""Parts unpacked to exactly the size they promise, and their checksums proved."""

from __future__ import annotations

import zlib

from .archive import STORED, Entry
from .budget import Budget
from .markup import has_doctype
from .refusals import Unreadable

_MARKUP = (".xml", ".rels")


def unpack(content: bytes, entries: list[Entry], budget: Budget) -> dict[str, bytes]:
    """Every part's bytes by its name in lower case; never more than the directory promised."""
    parts = {}
    for entry in entries:
        budget.check_time()
        parts[entry.name.lower()] = _inflated(content, entry)
    for name, data in parts.items():
        if name.endswith(_MARKUP) and has_doctype(name, data, budget):
            raise Unreadable("doctype", part=name)
    return parts


def _inflated(content: bytes, entry: Entry) -> bytes:
    packed = content[entry.start : entry.end]
    data = packed if entry.method == STORED else _inflate(packed, entry)
    if len(data) != entry.inflated or zlib.crc32(data) != entry.checksum:
        raise Unreadable("damaged-part", part=entry.name)
    return data


def _inflate(packed: bytes, entry: Entry) -> bytes:
    """One byte more than promised is asked for, so that a lying size shows and costs nothing."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return stream.decompress(packed, entry.inflated + 1)
    except zlib.error:
        raise Unreadable("damaged-part", part=entry.name) from None
