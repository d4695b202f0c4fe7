"""How far everybody is: the state of each reporter's figures, year by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.states import State, state_of
from exchange.core.versions import Version
from exchange.storage import current, headlines, versions

ReporterYear = tuple[str, int]


def states(
    connection: Connection, codebook: CodeBook, years: Iterable[int], *, own: Collection[str]
) -> dict[ReporterYear, State]:
    """Reporter and year → the state, for every return the code book asks for.

    ``own`` are the reporters of which the reader sees what waits for release. A few queries,
    however many returns there are: two more only for a return of which the latest version was
    sent back to its sender, or waits.
    """
    wanted = sorted(set(years))
    latest = {
        (version.reporter, version.year): _told(connection, version, own)
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


def state(
    connection: Connection, codebook: CodeBook, reporter: str, year: int, *, own: bool
) -> State:
    """The state of one return that the code book asks for, as its own people or others see it."""
    return states(connection, codebook, [year], own=[reporter] if own else ())[reporter, year]


def _told(connection: Connection, latest: Version, own: Collection[str]) -> Version:
    """The released version, where the latest was returned, or waits unseen, and there is one."""
    if latest.released or (latest.waiting and latest.reporter in own):
        return latest
    counts = current.authoritative(connection, latest.reporter, latest.year)
    found = versions.version_of(connection, counts) if counts else None
    return found or latest
