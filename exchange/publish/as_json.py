"""The comparison for programs: JSON with the keys that scripts hold on to."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from exchange.core.comparison import Compared, Comparison, Skipped, Stamp

Document = dict[str, Any]


def to_json(comparison: Comparison) -> bytes:
    """The document as UTF-8 text, an observation a line, so that versions can be compared."""
    out = io.BytesIO()
    # Line by line: all observations as dictionaries take ten times the memory of the comparison.
    for line in _lines(comparison):
        out.write(line.encode())
    return out.getvalue()


def observation(seen: Compared) -> Document:
    """One figure of one area and year; ``source`` is null for an area, ``parts`` [] otherwise."""
    return {
        "area": seen.area,
        "year": seen.year,
        "offence": seen.key.offence,
        "figure": seen.key.figure,
        "breakdown": seen.key.breakdown,
        "category": seen.key.category,
        "value": seen.value,
        "status": seen.status,
        "basis": seen.basis,
        "coverage": str(seen.coverage),
        "parts": [part._asdict() for part in seen.parts],
        "source": seen.origin._asdict() if seen.origin else None,
        "note": seen.note,
        "missing": list(seen.missing),
    }


def stamp(stamped: Stamp) -> Document:
    """For whom, of which state; ``state_at`` is an ISO instant or null."""
    at = stamped.state_at.isoformat() if stamped.state_at else None
    return {**stamped._asdict(), "state_at": at}


def _skipped(left: Skipped) -> Document:
    return {**left._asdict(), "verdict": left.verdict.value}


def _lines(comparison: Comparison) -> Iterator[str]:
    yield "{"
    if comparison.stamp:
        yield f'"stamp": {_compact(stamp(comparison.stamp))},\n'
    yield f'"years": {_compact(list(comparison.years))},\n'
    yield f'"areas": {_compact(list(comparison.areas))},\n'
    yield from _list("observations", (observation(seen) for seen in comparison.observations))
    yield ",\n"
    yield from _list("skipped", (_skipped(left) for left in comparison.skipped))
    yield "}\n"


def _list(name: str, items: Iterable[Document]) -> Iterator[str]:
    yield f'"{name}": ['
    separator = "\n"
    for item in items:
        yield f"{separator} {_compact(item)}"
        separator = ",\n"
    yield "\n]"


def _compact(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)
