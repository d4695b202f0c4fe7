"""A comparison in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exchange.core.comparison import Comparison
from exchange.publish.as_csv import to_csv
from exchange.publish.as_json import to_json
from exchange.publish.as_sdmx import to_sdmx


def _to_xlsx(comparison: Comparison, language: str) -> bytes:
    # Only here: importing openpyxl takes longer than writing any of the other formats.
    from exchange.publish.overview import to_xlsx  # noqa: PLC0415

    return to_xlsx(comparison, language)


_WRITERS: Mapping[str, Callable[[Comparison, str], bytes]] = {
    "xlsx": _to_xlsx,
    "csv": lambda comparison, _: to_csv(comparison),
    "json": lambda comparison, _: to_json(comparison),
    "sdmx-csv": lambda comparison, _: to_sdmx(comparison),
}

FORMATS = tuple(_WRITERS)


def write(comparison: Comparison, format_: str, language: str = "en") -> bytes:
    """The whole file: same comparison, format and language, same bytes.

    Only the xlsx speaks the language; the others carry the code book's codes. Raises KeyError for
    a format that is not one of FORMATS.
    """
    return _WRITERS[format_](comparison, language)
