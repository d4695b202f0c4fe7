"""The bytes of a file that somebody names."""

from __future__ import annotations

from pathlib import Path

from exchange.settings import Limits


def content_of(file: Path, limits: Limits) -> bytes:
    """The file's bytes; of a larger one than is read, no more than shows that it is larger.

    Raises OSError where it cannot be read at all.
    """
    with file.open("rb") as stream:
        return stream.read(limits.file_bytes + 1)
