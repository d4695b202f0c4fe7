"""What every reporter still owes, as its own people know it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.missing import Missing, Standing, missing_of
from exchange.core.people import Role
from exchange.core.versions import Version
from exchange.storage import current, headlines, people, versions


def missing(
    connection: Connection, codebook: CodeBook, years: Iterable[int]
) -> dict[tuple[str, int], Missing]:
    """Reporter and year → what is missing, for every return the code book asks for.

    What waits for release is told as it waits: this is for those who released or deliver it. A
    few queries, and one more for a return of which the latest version was sent back.
    """
    wanted = sorted(set(years))
    latest = {
        (version.reporter, version.year): version
        for version in versions.latest_versions(connection, wanted)
    }
    standing = {which: _standing(connection, version) for which, version in latest.items()}
    figures = headlines.headlines_of(
        connection, [version.id for version in standing.values() if version]
    )
    releasing = {
        held.reporter
        for held in people.all_assignments(connection)
        if held.role is Role.APPROVER and held.until is None
    }
    return {
        which: missing_of(
            codebook,
            *which,
            Standing(
                standing.get(which),
                figures.get(which),
                sent_back=which in latest and latest[which].sent_back,
                approver=which[0] in releasing,
            ),
        )
        for year in wanted
        for which in ((reporter, year) for reporter in codebook.reporters)
        if codebook.asks(*which)
    }


def _standing(connection: Connection, latest: Version) -> Version | None:
    """The latest version, or where it was sent back the one that counts, if there is one."""
    if not latest.sent_back:
        return latest
    counts = current.authoritative(connection, latest.reporter, latest.year)
    return versions.version_of(connection, counts) if counts else None
