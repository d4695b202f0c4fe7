"""The headline figures of many returns at once, and since when each return was whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, func, select

from exchange.core.returns import Return
from exchange.core.versions import Resolution
from exchange.storage.observations import returns_from
from exchange.storage.schema import decision, delivered, observation, version


def headlines_of(
    connection: Connection, version_ids: Collection[int]
) -> dict[tuple[str, int], Return]:
    """Reporter and year → the headline figures, of one version each."""
    if not version_ids:
        return {}
    wanted = select(observation).where(
        observation.c.version_id.in_(version_ids), observation.c.breakdown == ""
    )
    rows = connection.execute(wanted.order_by(observation.c.version_id)).all()
    returns = returns_from(connection, version_ids, rows)
    return {(sent.reporter, sent.year): sent for sent in returns}


def complete_since(
    connection: Connection, years: Iterable[int], offences: int
) -> dict[tuple[str, int], datetime]:
    """Reporter and year → when a version with so many offences was first delivered.

    A version that was returned to its sender does not count.
    """
    held = (
        select(func.count())
        .where(delivered.c.version_id == version.c.id)
        .correlate(version)
        .scalar_subquery()
    )
    returned = (
        select(decision.c.version_id)
        .where(
            decision.c.version_id == version.c.id,
            decision.c.kind == Resolution.RETURNED.value,
        )
        .exists()
    )
    wanted = (
        select(version.c.reporter, version.c.year, func.min(version.c.delivered_at))
        .where(version.c.year.in_(set(years)), held >= offences, ~returned)
        .group_by(version.c.reporter, version.c.year)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(wanted)}
