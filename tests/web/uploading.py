"""Workbooks sent in as a browser does, and what the page of an attempt says."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from exchange.core.form import Form
from exchange.core.returns import Severity
from exchange.core.versions import Attempt
from exchange.deliveries.verdict import Seen, look_at
from exchange.storage.attempts import attempt_of
from exchange.storage.events import events_about
from exchange.submissions.correct import correct
from tests.web.running import SAMPLES, Running

REPORTER, YEAR = "sint-maarten", 2016
GOOD = "sint-maarten-2016"
ASKED = "wrong/verdicts-above-prosecutions"
VICTIMS, SUSPECTS = "trafficking_victims", "trafficking_suspects"
VERDICTS = "trafficking_verdicts"


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


def id_of(where: str) -> int:
    return int(re.fullmatch(r"/attempts/(\d+)", where)[1])


def seen(service: Running, where: str) -> Seen:
    with service.store.reading() as connection:
        made = attempt_of(connection, id_of(where))
    return look_at(service.desk, made, own=True)


def errors(attempt: Attempt) -> list[str]:
    return [f.code for f in attempt.findings if f.severity is Severity.ERROR]


def question(page: TestResponse) -> str:
    """The id of the only question on a page."""
    (found,) = set(re.findall(r'name="why-([0-9a-f]+)"', page.text))
    return found


def changed(service: Running, name: str, changes: dict[str, str]) -> bytes:
    """A sample with other contents in some of its cells."""
    form = Form(service.desk.codebook, REPORTER, YEAR)
    made = correct(sample(name), form, "en", changes)
    assert made is not None
    return made


def kinds(service: Running) -> list[str]:
    with service.store.reading() as connection:
        return [event.kind for event in events_about(connection, REPORTER, YEAR)]
