"""A zip archive that does not tell when and where it was made."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PRIVATE = 0o600 << 16


class SteadyZip(ZipFile):
    """The archive while it is written."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_entry(zinfo_or_arcname), data)

    def stream(self, name: str, chunks: Iterable[bytes]) -> None:
        """A part that is never in memory all at once."""
        with self.open(_entry(name), "w") as part:
            for chunk in chunks:
                part.write(chunk)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _PRIVATE
    return entry
