"""A clock that tests turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

CURACAO, AMSTERDAM = ZoneInfo("America/Curacao"), ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 10, 1, tzinfo=UTC)


class Clock:
    def __init__(self, time: datetime = START) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **spans: float) -> None:
        self.time += timedelta(**spans)

    def goes_back(self, **spans: float) -> None:
        self.time -= timedelta(**spans)
