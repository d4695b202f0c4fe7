"""Reads a code book; a broken one is refused with file, place and reason."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from exchange.codebooks.clashes import clashes_of
from exchange.codebooks.references import faults_of
from exchange.codebooks.shape import codebook_of
from exchange.core.codebook import CodeBook
from exchange.resources import schemas


class BrokenCodeBook(Exception):
    """A code book that cannot be trusted: the file, and each place with its reason."""

    def __init__(self, file: Path, reasons: list[str]) -> None:
        super().__init__("\n".join(f"{file.name}: {reason}" for reason in reasons))
        self.file = file
        self.reasons = reasons


def installed() -> tuple[str, ...]:
    """The code books that came with the product, the newest last."""
    return tuple(sorted(path.stem for path in schemas().glob("*.toml")))


@cache
def load(name: str | None = None) -> CodeBook:
    """An installed code book, by default the newest; raises ``BrokenCodeBook``."""
    return load_file(schemas() / f"{name or installed()[-1]}.toml")


def load_file(file: Path) -> CodeBook:
    """A code book from a file; raises ``BrokenCodeBook`` with every fault found."""
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenCodeBook(file, [f"not TOML: {error}"]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenCodeBook(file, [f"cannot be read: {error}"]) from error
    faults: list[str] = []
    codebook = codebook_of(document, faults)
    # References are looked up only where everything they could lead to has the right shape.
    faults = faults or list(faults_of(codebook)) or list(clashes_of(codebook))
    if faults:
        raise BrokenCodeBook(file, faults)
    return codebook
