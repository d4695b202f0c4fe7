"""One figure over the years: what its chart says, where its line is cut, what its axis shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.core.codebook import CodeBook, Key
from exchange.core.comparison import Compared, Comparison
from exchange.publish.labels import Labels

_BREAK = "B"


def finding(labels: Labels, seen: Sequence[Compared]) -> str:
    """The chart's title: “Curaçao: 3 in 2019, highest 44 in 2018”."""
    _ = labels._
    first, last, top = seen[0], seen[-1], max(seen, key=lambda one: one.value or 0)
    facts = {"area": labels.area(last.area), "last": last.value, "until": str(last.year)}
    if len(seen) == 1:
        return _("{area}: {last} in {until}", **facts)
    if first.value == last.value == top.value:
        return _("{area}: {last} in {until} as in {since}", since=str(first.year), **facts)
    if top.value not in {first.value, last.value}:
        facts |= {"top": top.value, "year": str(top.year)}
        return _("{area}: {last} in {until}, highest {top} in {year}", **facts)
    return _(
        "{area}: from {first} in {since} to {last} in {until}",
        first=first.value,
        since=str(first.year),
        **facts,
    )


def pieces(comparison: Comparison, key: Key, area: str) -> Iterator[Sequence[int | None]]:
    """The numbers of all years, in as many copies as breaks cut the series into.

    Each has the numbers of its own years and None in all others.
    """
    seen = [comparison.at(area, key, year) for year in comparison.years]
    starts = [n for n, one in enumerate(seen) if n and breaks(comparison.codebook, one)]
    for begin, end in zip([0, *starts], [*starts, len(seen)], strict=True):
        inside = seen[begin:end]
        if any(one and one.value is not None for one in inside):
            values = [one.value if one else None for one in inside]
            yield [*[None] * begin, *values, *[None] * (len(seen) - end)]


def breaks(codebook: CodeBook, seen: Compared | None) -> bool:
    """Whether the series begins anew with this figure (SDMX OBS_STATUS “B”)."""
    status = codebook.statuses.get(seen.status) if seen else None
    return status is not None and status.obs == _BREAK


def axis_step(highest: int) -> int:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, at most four of them."""
    step, factors = 1, (2, 5, 10)
    while highest > 4 * step:
        power = 10 ** (len(str(step)) - 1)
        step = next(factor * power for factor in factors if factor * power > step)
    return step
