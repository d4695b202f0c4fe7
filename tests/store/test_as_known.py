from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from exchange.core.people import Role
from exchange.core.versions import Version
from exchange.deliveries.deliver import NotToDecide, release, send_back
from exchange.deliveries.desk import Sender
from exchange.storage import current
from exchange.storage.upgrade import faults
from tests.store.office import BECAUSE, Figures, Office, figures_of

YEARS = (2023, 2024)
FIGURES = ("victims", "investigations", "suspects", "prosecutions", "verdicts")


class Ledger:
    """What should count, kept in the plainest way: the figures of what was released last."""

    def __init__(self) -> None:
        self.sent: dict[int, list[tuple[Version, Figures]]] = {year: [] for year in YEARS}
        self.dropped: set[int] = set()
        self.counts: dict[int, Figures] = {}
        self.known: list[tuple[datetime, dict[int, Figures]]] = []

    def before(self, year: int) -> Figures:
        standing = [told for version, told in self.sent[year] if version.id not in self.dropped]
        return standing[-1] if standing else {}

    def deliver(self, version: Version, figures: Figures) -> None:
        kept = {
            name: said
            for name, said in self.before(version.year).items()
            if name.partition("_")[0] not in {each.partition("_")[0] for each in figures}
        }
        self.sent[version.year].append((version, kept | figures))
        if version.released:
            self.release(version)

    def release(self, version: Version) -> None:
        told = next(told for sent, told in self.sent[version.year] if sent.id == version.id)
        self.counts = self.counts | {version.year: told}

    def remember(self, at: datetime) -> None:
        self.known.append((at, self.counts))

    def any(self, random: Random) -> Version | None:
        versions = [version for sent in self.sent.values() for version, _ in sent]
        return random.choice(versions) if versions else None


def some_figures(random: Random) -> Figures:
    """Of one offence or both, counts and reasons."""
    offences = random.choice([("trafficking",), ("smuggling",), ("trafficking", "smuggling")])
    return {
        f"{offence}_{figure}": random.choice([0, 3, 12, "not-available", "to-follow"])
        for offence in offences
        for figure in FIGURES
    }


def step(office: Office, ledger: Ledger, random: Random, approver: Sender | None) -> None:
    """Something happens: a delivery, or the approver decides about any version."""
    version = ledger.any(random)
    if version is None or approver is None or random.random() < 0.5:
        year, figures = random.choice(YEARS), some_figures(random)
        ledger.deliver(office.deliver_explained(office.attempt(figures, year=year)), figures)
    elif random.random() < 0.7:
        release(office.desk, approver, version.id, office.tick())
        ledger.release(version)
    else:
        send_back(office.desk, approver, version.id, BECAUSE, office.tick())
        ledger.dropped.add(version.id)


def now_and_then(office: Office, at: datetime | None = None) -> dict[int, Figures]:
    with office.store.reading() as connection:
        found = (
            current.current_returns(connection)
            if at is None
            else current.returns_at(connection, at)
        )
    return {returned.year: figures_of(returned) for returned in found}


@pytest.mark.parametrize("seed", range(3))
def test_what_was_known_at_any_time_is_what_counted_then(office: Office, seed: int) -> None:
    random, ledger = Random(seed), Ledger()  # noqa: S311 - the same cases each time
    start = office.now
    approver: Sender | None = office.named(Role.APPROVER)
    for number in range(40):
        if number == 25 and approver is not None:
            office.leaves(approver)
            approver = None
        try:
            step(office, ledger, random, approver)
        except NotToDecide:
            continue
        assert now_and_then(office) == ledger.counts
        ledger.remember(office.now)
    assert len({repr(counts) for _, counts in ledger.known}) > 12
    assert now_and_then(office, start) == {}
    for at, counts in ledger.known:
        assert now_and_then(office, at) == counts
        assert now_and_then(office, at + timedelta(seconds=30)) == counts
    assert faults(office.store) == []
