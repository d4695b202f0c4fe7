"""How far everybody is: the state of each reporter's figures, year by year."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.states import State, state_of
from exchange.core.versions import Version
from exchange.deliveries.upload import standing
from exchange.storage import headlines, versions

ReporterYear = tuple[str, int]


def states(
    connection: Connection, codebook: CodeBook, years: Iterable[int]
) -> dict[ReporterYear, State]:
    """Reporter and year → the state, for every return the code book asks for.

    A few queries, however many returns there are: one more only for a return of which the latest
    version was sent back to its sender.
    """
    wanted = sorted(set(years))
    latest = {
        (version.reporter, version.year): _not_sent_back(connection, version)
        for version in versions.latest_versions(connection, wanted)
    }
    figures = headlines.headlines_of(connection, [version.id for version in latest.values()])
    since = headlines.complete_since(connection, wanted, len(codebook.offences))
    return {
        which: state_of(codebook, *which, latest.get(which), figures.get(which), since.get(which))
        for year in wanted
        for which in ((reporter, year) for reporter in codebook.reporters)
        if codebook.asks(*which)
    }


def state(connection: Connection, codebook: CodeBook, reporter: str, year: int) -> State:
    """The state of one return that the code book asks for."""
    return states(connection, codebook, [year])[reporter, year]


def _not_sent_back(connection: Connection, version: Version) -> Version:
    """The version before, where the latest was returned and there is one."""
    if not version.sent_back:
        return version
    before = standing(connection, version.reporter, version.year)
    found = versions.version_of(connection, before) if before else None
    return found or version
