"""Programs that ask the API with somebody's token."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from exchange.accounts import tokens
from exchange.core.people import Role
from exchange.deliveries.desk import Sender
from tests.web.delivering import delivered
from tests.web.running import SAMPLES, Running

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BASE = "/api/v1"


class Program:
    """Asks as somebody; ``get`` and ``post`` take addresses behind ``/api/v1``."""

    def __init__(self, service: Running, who: Sender) -> None:
        self.who = who
        self.token = tokens.make(service.store, who.person, "a test", service.clock())
        self._client: FlaskClient = service.client()

    def get(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        return self._client.get(BASE + path, headers=self._headers(headers))

    def post(self, path: str, headers: dict[str, str] | None = None, **sent) -> TestResponse:
        return self._client.post(BASE + path, headers=self._headers(headers), **sent)

    def send(self, reporter: str, year: int, content: bytes | None = None) -> TestResponse:
        if content is None:
            content = (SAMPLES / f"{reporter}-{year}.xlsx").read_bytes()
        path = f"/returns/{reporter}/{year}/attempts?file_name={reporter}-{year}.xlsx"
        return self.post(path, data=content, content_type=XLSX)

    def explain_all(self, attempt: dict) -> TestResponse:
        said = [
            {"name": found["name"], "code": found["code"], "text": "As published."}
            for found in attempt["findings"]
            if found["severity"] == "warning"
        ]
        return self.post(f"/attempts/{attempt['id']}/explanations", json=said)

    def _headers(self, more: dict[str, str] | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **(more or {})}


def program(service: Running, role: Role, reporter: str | None = None) -> Program:
    """A program of a new person with one role."""
    return Program(service, service.person(role, reporter))


def doubtful(asking: Program) -> TestResponse:
    """More prosecutions than suspects: a warning."""
    content = (SAMPLES / "wrong" / "prosecutions-above-suspects.xlsx").read_bytes()
    return asking.send("sint-maarten", 2016, content)


def released(service: Running, reporter: str, *years: int) -> Sender:
    """A coordinator who delivered some years; where nobody approves, that releases them."""
    sender = service.person(Role.COORDINATOR, reporter)
    for year in years:
        delivered(service, sender, reporter, year)
        service.clock.passes(hours=1)
    return sender


def is_problem(answer: TestResponse, status: int, kind: str | None = None) -> bool:
    """Whether it is a problem of RFC 9457 with this status and kind."""
    assert answer.mimetype == "application/problem+json", answer.text
    said = answer.json
    told = said["type"].rpartition("/x-problems/")[2]
    assert said["status"] == answer.status_code, said
    return (answer.status_code, told) == (status, kind or "about:blank")
