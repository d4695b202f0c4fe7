"""What became of each figure from version to version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from exchange.core.codebook import Key

Row = tuple[int, Key, int | None, str]
"""One figure in one version: the version's number, the key, value and status."""


class Seen(NamedTuple):
    """A count with its flag, or the reason why there is none."""

    value: int | None
    status: str


class Step(NamedTuple):
    """A version in which a figure became another; ``seen`` is None where it was left out."""

    number: int
    seen: Seen | None


class Trace(NamedTuple):
    """One figure's steps, in the order of the versions; the first is how it began."""

    key: Key
    steps: tuple[Step, ...]

    @property
    def changed(self) -> bool:
        return len(self.steps) > 1


def traces(keys: Iterable[Key], numbers: Iterable[int], rows: Iterable[Row]) -> list[Trace]:
    """The trace of every figure that was ever delivered, in the order of ``keys``.

    ``numbers`` are those of all versions: one that holds no such row left the figure out.
    """
    found: dict[Key, dict[int, Seen]] = defaultdict(dict)
    for number, key, value, status in rows:
        found[key][number] = Seen(value, status)
    ordered = sorted(numbers)
    return [Trace(key, _steps(ordered, found[key])) for key in keys if key in found]


def _steps(numbers: list[int], seen: dict[int, Seen]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for number in numbers:
        last = steps[-1].seen if steps else None
        if seen.get(number) != last:
            steps.append(Step(number, seen.get(number)))
    return tuple(steps)
