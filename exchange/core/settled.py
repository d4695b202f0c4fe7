"""Which step of a deadline was the last to be settled for somebody, read from the keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

About = tuple[str, str, str]
"""A deadline, a reporter and a person, as keys name them."""

Latest = Mapping[About, int]
"""The days before its deadline of the latest step that was settled."""

NOTHING: Latest = {}


def step_name(days: int) -> str:
    """``before-21``, ``after-3``, and for the day itself ``before-0``."""
    return f"before-{days}" if days >= 0 else f"after-{-days}"


@lru_cache(maxsize=1)
def latest_settled(keys: frozenset[str]) -> Latest:
    """The latest step of each deadline of which there is a key; while nothing comes, known."""
    found: dict[About, int] = {}
    for key in keys:
        about, days = _read(key)
        if days is not None:
            found[about] = min(days, found.get(about, days))
    return found


def is_overtaken(key: str, latest: Latest) -> bool:
    """Whether a later step was settled: a plan that is edited then reminds of nothing again."""
    about, days = _read(key)
    return days is not None and latest.get(about, days) < days


def _read(key: str) -> tuple[About, int | None]:
    """What a key is about, and the days of its step; None where it names no step of a plan."""
    parts = key.rsplit("/", 3)
    deadline, step, reporter, person = parts if len(parts) == 4 else ("", "", "", "")
    when, _, days = step.partition("-")
    sign = {"before": 1, "after": -1}.get(when)
    known = sign is not None and days.isdecimal()
    return (deadline, reporter, person), (sign or 0) * int(days) if known else None
