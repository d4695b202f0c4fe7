"""The zip directory of a workbook, read without trusting a word of it.

The standard library's ``zipfile`` costs more to import than a form costs to read, follows only the
directory, and accepts what this product must refuse; of the format, workbooks use the few
structures below (APPNOTE 4.3).
"""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from exchange.settings import Limits

from .refusals import Unreadable

_END = Struct("<4s4H2LH")
_ENTRY = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_END_MARK, _ENTRY_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_LONGEST_COMMENT = 0xFFFF
_FULL = 0xFFFFFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
STORED, DEFLATED = 0, 8


class Entry(NamedTuple):
    """One part as the directory promises it; ``start`` and ``end`` bound its packed bytes."""

    name: str
    method: int
    flags: int
    checksum: int
    packed: int
    inflated: int
    header: int
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + self.packed


def entries(content: bytes, limits: Limits) -> list[Entry]:
    """The parts of the archive, folders left out, once everything the directory says holds.

    Raises `Unreadable` where it is damaged, promises too much, names a part twice or outside the
    file, lets parts overlap, or asks for encryption or unusual compression.
    """
    directory, count = _directory(content)
    if count > limits.parts:
        raise Unreadable("too-many-parts", parts=count, limit=limits.parts)
    listed = _listed(content, directory, count)
    _refuse_bombs(listed, len(content), limits)
    _refuse_names(listed)
    for entry in listed:
        _refuse_packing(entry)
    found = [_located(content, entry) for entry in listed]
    _refuse_overlap(found, directory)
    return [entry for entry in found if not entry.name.endswith("/")]


def _directory(content: bytes) -> tuple[int, int]:
    """Where the directory begins and how many parts it lists; it must end where its end begins."""
    place = content.rfind(_END_MARK, -_LONGEST_COMMENT - _END.size)
    if place < 0 or place + _END.size > len(content):
        raise Unreadable("damaged-archive")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, place)
    whole = place + _END.size + comment == len(content) and start + size == place
    if disk or first_disk or here != count or not whole:
        raise Unreadable("damaged-archive")
    return start, count


def _listed(content: bytes, place: int, count: int) -> list[Entry]:
    found = []
    for _ in range(count):
        if not content.startswith(_ENTRY_MARK, place) or place + _ENTRY.size > len(content):
            raise Unreadable("damaged-archive")
        entry, place = _entry(content, place)
        found.append(entry)
    if not content.startswith(_END_MARK, place):
        raise Unreadable("damaged-archive")
    return found


def _entry(content: bytes, place: int) -> tuple[Entry, int]:
    fields = _ENTRY.unpack_from(content, place)
    flags, method, checksum, packed, inflated = fields[3], fields[4], *fields[7:10]
    name_end = place + _ENTRY.size + fields[10]
    extra_end = name_end + fields[11]
    name = _name(content[place + _ENTRY.size : name_end], flags)
    sizes = [inflated, packed, fields[16]]
    if _FULL in sizes:
        _widen(sizes, content[name_end:extra_end])
    inflated, packed, header = sizes
    entry = Entry(name, method, flags, checksum, packed, inflated, header)
    return entry, extra_end + fields[12]


def _name(raw: bytes, flags: int) -> str:
    """The part's name, with the backslashes of some Windows programs turned round.

    Nearly always it is ASCII, and then the codec of DOS need not be loaded.
    """
    try:
        codec = "utf-8" if flags & _UTF8 or raw.isascii() else "cp437"
        return raw.decode(codec).replace("\\", "/")
    except UnicodeDecodeError:
        raise Unreadable("damaged-archive") from None


def _widen(sizes: list[int], extra: bytes) -> None:
    """Fill in sizes too wide for 32 bits; some programs write all of them so (zip64)."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = (
            extra[place] + extra[place + 1] * 256,
            extra[place + 2] + extra[place + 3] * 256,
        )
        if kind == 1:
            values = extra[place + 4 : place + 4 + length]
            for index, size in enumerate(sizes):
                if size == _FULL:
                    if len(values) < 8:
                        break
                    sizes[index], values = int.from_bytes(values[:8], "little"), values[8:]
        place += 4 + length


def _refuse_bombs(listed: list[Entry], size: int, limits: Limits) -> None:
    inflated = sum(entry.inflated for entry in listed)
    if inflated > limits.inflated_bytes:
        raise Unreadable("too-large-inflated", size=inflated, limit=limits.inflated_bytes)
    if inflated > limits.ratio_free_bytes and inflated > limits.ratio * size:
        raise Unreadable("suspicious-ratio", ratio=inflated // size, limit=limits.ratio)
    for entry in listed:
        if entry.inflated > limits.ratio_free_bytes:
            _refuse_ratio(entry, limits.ratio)


def _refuse_ratio(entry: Entry, limit: int) -> None:
    ratio = entry.inflated // max(entry.packed, 1)
    if ratio > limit:
        raise Unreadable("suspicious-ratio", part=entry.name, ratio=ratio, limit=limit)


def _refuse_names(listed: list[Entry]) -> None:
    """Names are compared without regard to case, as the packaging convention (OPC) does."""
    seen = set()
    for entry in listed:
        name = entry.name.lower()
        steps = name.split("/")
        if not steps[0] or ":" in steps[0] or ".." in steps or "\0" in name:
            raise Unreadable("unsafe-part-name", part=entry.name)
        if name in seen:
            raise Unreadable("duplicate-part", part=entry.name)
        seen.add(name)


def _refuse_packing(entry: Entry) -> None:
    if entry.flags & _ENCRYPTED:
        raise Unreadable("encrypted-part", part=entry.name)
    if entry.method not in (STORED, DEFLATED):
        raise Unreadable("odd-compression", part=entry.name, method=entry.method)


def _located(content: bytes, entry: Entry) -> Entry:
    """The entry with its data's place, once the header before the data says the same."""
    place = entry.header
    if not content.startswith(_LOCAL_MARK, place) or place + _LOCAL.size > len(content):
        raise Unreadable("damaged-archive")
    fields = _LOCAL.unpack_from(content, place)
    name_end = place + _LOCAL.size + fields[9]
    name = _name(content[place + _LOCAL.size : name_end], fields[2])
    if name != entry.name or fields[3] != entry.method or fields[2] & _ENCRYPTED:
        raise Unreadable("damaged-archive")
    return entry._replace(start=name_end + fields[10])


def _refuse_overlap(found: list[Entry], directory: int) -> None:
    end = 0
    for entry in sorted(found, key=lambda entry: entry.header):
        if entry.header < end:
            raise Unreadable("overlapping-parts", part=entry.name)
        end = entry.end
    if end > directory:
        raise Unreadable("overlapping-parts", part=max(found, key=lambda entry: entry.end).name)
