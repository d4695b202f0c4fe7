"""Meetings and the deadlines they set."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class Meeting(NamedTuple):
    """A dated gathering; ``years`` are due at ``deadline``, which is told in ``zone``."""

    id: int
    kind: str
    day: date
    place: str
    zone: str
    deadline: datetime
    years: tuple[int, ...]
    cancelled_at: datetime | None = None
