"""Reads a workbook that anybody may have sent: quickly, in little memory, and without trust.

Stages, each of which must hold before the next begins: the size, what the file really is, its zip
directory, bounded unpacking, parts that can do harm, and only then the sheets and their values.
"""

from __future__ import annotations

from exchange.settings import Limits

from .archive import entries
from .assemble import assemble, main_part
from .budget import Budget
from .forbidden import refuse_harm
from .kinds import refuse_other_kinds
from .model import Sheet, Workbook
from .package import open_package
from .refusals import REFUSALS, Unreadable
from .unpack import unpack

__all__ = ["REFUSALS", "Sheet", "Unreadable", "Workbook", "read"]


def read(content: bytes, limits: Limits = Limits()) -> Workbook:  # noqa: B008 - Limits is frozen
    """The workbook in an .xlsx file's bytes.

    Raises `Unreadable`, and nothing else, with a code of `REFUSALS`.
    """
    try:
        return _read(content, limits)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("reader-stopped", why="memory") from None
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes
        raise Unreadable("corrupt-file") from None


def _read(content: bytes, limits: Limits) -> Workbook:
    if len(content) > limits.file_bytes:
        raise Unreadable("too-large-file", size=len(content), limit=limits.file_bytes)
    refuse_other_kinds(content)
    budget = Budget(limits)
    parts = unpack(content, entries(content, limits), budget)
    package = open_package(parts, budget)
    refuse_harm(package, budget)
    return assemble(package, main_part(package), budget)
