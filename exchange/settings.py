"""What an operator may set; every limit was chosen so that no real workbook meets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

MEBIBYTE = 1024 * 1024


class Limits(NamedTuple):
    """How much a workbook may ask of the machine that reads it.

    Sizes are bytes. None of them refused any of 2 447 real workbooks.
    """

    file_bytes: int = 10 * MEBIBYTE
    parts: int = 2_000
    inflated_bytes: int = 100 * MEBIBYTE
    ratio: int = 100
    ratio_free_bytes: int = 5 * MEBIBYTE
    cells: int = 200_000
    columns: int = 1_000
    rows: int = 20_000
    merges: int = 10_000
    names: int = 20_000
    elements: int = 5_000_000
    depth: int = 100
    markup_names: int = 20_000
    tag_bytes: int = MEBIBYTE // 4
    text_characters: int = 20_000_000
    seconds: float = 8.0


class Apart(NamedTuple):
    """How many processes read workbooks for the service, and what one may use for a workbook.

    These hold where a limit of its own reader failed: they are wider, and end the process.
    """

    readers: int = 2
    memory_bytes: int = 512 * MEBIBYTE
    cpu_seconds: int = 12
    seconds: float = 20.0
    wait_seconds: float = 10.0


PREFIX = "EXCHANGE_LIMIT_"
APART_PREFIX = "EXCHANGE_APART_"


def limits_from(environment: Mapping[str, str]) -> Limits:
    """The limits as ``EXCHANGE_LIMIT_…`` variables set them; raises ValueError on nonsense."""
    return Limits(**_given(environment, PREFIX, Limits._field_defaults))


def apart_from(environment: Mapping[str, str]) -> Apart:
    """The readers as ``EXCHANGE_APART_…`` variables set them; raises ValueError on nonsense."""
    return Apart(**_given(environment, APART_PREFIX, Apart._field_defaults))


def _given(
    environment: Mapping[str, str], prefix: str, defaults: Mapping[str, Any]
) -> dict[str, Any]:
    given = {}
    for field, default in defaults.items():
        name = prefix + field.upper()
        if name in environment:
            given[field] = _positive(name, environment[name], default)
    return given


def _positive(name: str, text: str, default: float) -> float:
    try:
        number: float = type(default)(text)
    except ValueError:
        number = 0
    if not number > 0:
        raise ValueError(f"{name} is “{text}”; a number above 0 was expected.")
    return number
