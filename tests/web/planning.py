"""Meetings set at the browser of the secretariat."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.at_work import words

TYPED = {
    "kind": "coordinators",
    "day": "2026-06-16",
    "last_day": "2026-06-17",
    "place": " Willemstad, the\thall ",
    "link": "https://meet.example.org/room",
    "deadline": "2026-06-02",
    "zone": "America/Curacao",
    "years": "2025, 2024",
    "plan": "70, 21, 7, −3",
}


def is_set(desk: FlaskClient, **changed: str) -> str:
    """The address of a meeting that was set."""
    answer = desk.post("/meetings/new", data={**TYPED, **changed})
    assert answer.status_code == 303, words(answer.text)
    return answer.location
