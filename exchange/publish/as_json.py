"""The comparison for programs: JSON with the keys that scripts hold on to."""

from __future__ import annotations

import json
from typing import Any

from exchange.core.comparison import Compared, Comparison, Skipped

Document = dict[str, Any]


def to_json(comparison: Comparison) -> bytes:
    """The document as UTF-8 text."""
    text = json.dumps(to_document(comparison), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def to_document(comparison: Comparison) -> Document:
    """The comparison as plain lists and dictionaries."""
    return {
        "years": list(comparison.years),
        "areas": list(comparison.areas),
        "observations": [observation(seen) for seen in comparison.observations],
        "skipped": [_skipped(left) for left in comparison.skipped],
    }


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


def _skipped(left: Skipped) -> Document:
    return {**left._asdict(), "verdict": left.verdict.value}
