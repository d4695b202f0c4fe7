"""Observations as rows, and rows as returns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from exchange.core.cells import Place
from exchange.core.codebook import Key
from exchange.core.returns import Entry, Observation, Return, Source
from exchange.storage.schema import attempt, delivered, observation, version

_OFFENCES = (
    select(
        delivered,
        version.c.reporter,
        version.c.year,
        version.c.language,
        attempt.c.file,
        attempt.c.sha256,
    )
    .join(version, version.c.id == delivered.c.version_id)
    .join(attempt, attempt.c.id == delivered.c.attempt_id)
    .order_by(delivered.c.version_id, delivered.c.offence.desc())
)


def observation_row(seen: Observation, explanation: str) -> dict[str, Any]:
    """An observation as the columns of its row; either a value with its flag or a reason."""
    key, value, status, basis, note = seen.entry
    sheet, cell = seen.place or (None, None)
    return {
        "offence": key.offence,
        "figure": key.figure,
        "breakdown": key.breakdown or "",
        "category": key.category or "",
        "value": value,
        "flag": status if value is not None else None,
        "reason": status if value is None else None,
        "basis": basis,
        "note": note,
        "explanation": explanation,
        "sheet": sheet,
        "cell": cell,
    }


def returns_from(
    connection: Connection, versions: Collection[int], rows: Iterable[Row[Any]]
) -> list[Return]:
    """The returns of some versions, from rows that stand together by version."""
    found = {id_: list(some) for id_, some in groupby(rows, key=lambda row: int(row.version_id))}
    heads = _heads(connection, versions)
    return [_return(heads[id_], found.get(id_, [])) for id_ in versions]


def return_of(connection: Connection, version_id: int) -> Return:
    """The figures of one version."""
    wanted = select(observation).where(observation.c.version_id == version_id)
    (found,) = returns_from(connection, [version_id], connection.execute(wanted))
    return found


def _heads(connection: Connection, versions: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """For each version, one row for each offence: where it came from."""
    wanted = _OFFENCES.where(delivered.c.version_id.in_(list(versions)))
    rows = connection.execute(wanted)
    return {id_: list(some) for id_, some in groupby(rows, key=lambda row: int(row.version_id))}


def _return(offences: list[Row[Any]], rows: list[Row[Any]]) -> Return:
    first = offences[0]
    observations = [_observation(row) for row in rows]
    return Return(
        reporter=first.reporter,
        year=first.year,
        observations={seen.key: seen for seen in observations},
        language=first.language,
        suppliers={row.offence: row.supplier for row in offences if row.supplier},
        drawn_on={row.offence: row.drawn_on for row in offences if row.drawn_on},
        source=Source(first.file, first.sha256),
        explanations={
            seen.key.name: row.explanation
            for seen, row in zip(observations, rows, strict=True)
            if row.explanation
        },
        overlapping=tuple(name for row in offences for name in row.overlapping),
        sources={row.offence: Source(row.file, row.sha256) for row in offences},
    )


def _observation(row: Row[Any]) -> Observation:
    key = Key(row.offence, row.figure, row.breakdown or None, row.category or None)
    entry = Entry(key, row.value, row.flag or row.reason, row.basis, row.note)
    return Observation(entry, Place(row.sheet, row.cell) if row.cell else None)
