"""The comparison as one flat table for spreadsheets and statistical packages.

UTF-8 without a byte order mark: programs that read CSV would take the mark for a part of the first
column's name. Excel reads it right through Data, From Text/CSV; for Excel there is the xlsx anyway.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from exchange.core.comparison import Compared, Comparison, Origin
from exchange.publish.as_json import observation, stamp

COLUMNS = (
    *("area", "year", "offence", "figure", "breakdown", "category"),
    *("value", "status", "basis", "coverage", "parts"),
    *("source_file", "source_sha256", "source_sheet", "source_cell", "note", "missing"),
)
_FORMULA = ("=", "+", "-", "@")
_STARTS_CELL = ("\t", "\r", "\n")

Field = str | int | None


def to_csv(comparison: Comparison) -> bytes:
    """A header and one line for each observation; ``parts`` is JSON, ``missing`` slugs."""
    marked = stamp(comparison.stamp) if comparison.stamp else {}
    lines = ((*_line(seen), *marked.values()) for seen in comparison.observations)
    return table((*COLUMNS, *marked), lines)


def table(header: Sequence[str], lines: Iterable[Iterable[Field]]) -> bytes:
    """CSV as RFC 4180 has it, every text inert."""
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([inert(field) for field in line] for line in lines)
    text.flush()
    return out.getvalue()


def inert(field: Field) -> Field:
    """A text that a spreadsheet could run as a formula, with an apostrophe before it.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    if not isinstance(field, str):
        return field
    runs = field.startswith(_STARTS_CELL) or field.lstrip().startswith(_FORMULA)
    return f"'{field}" if runs else field


def _line(seen: Compared) -> Iterable[Field]:
    row = observation(seen)
    parts = json.dumps(row["parts"], ensure_ascii=False, separators=(",", ":"))
    origin = seen.origin or Origin("", "", None, None)
    plain = (row[name] for name in COLUMNS[:10])
    return (*plain, parts, *origin, seen.note, " ".join(seen.missing))
