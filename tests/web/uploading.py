"""Workbooks sent in as a browser does, and what the page of an attempt says."""

from __future__ import annotations

from html import unescape
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.running import SAMPLES

REPORTER, YEAR = "sint-maarten", 2016
GOOD = "sint-maarten-2016"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xlsx").read_bytes()


def send(
    client: FlaskClient,
    content: bytes | str,
    name: str = "return.xlsx",
    reporter: str = REPORTER,
    year: int = YEAR,
) -> TestResponse:
    """The answer to an upload; a text names a sample."""
    file = sample(content) if isinstance(content, str) else content
    data = {"file": (BytesIO(file), name)}
    return client.post(f"/returns/{reporter}/{year}/upload", data=data)


def attempt_after(client: FlaskClient, *args, **kwargs) -> str:
    """The address of the attempt that an upload became."""
    answer = send(client, *args, **kwargs)
    assert answer.status_code == 303, text_of(answer)
    return answer.location


def text_of(answer: TestResponse) -> str:
    """The page as it is read, without its spacing."""
    return " ".join(unescape(answer.text).split())
