"""Sample returns, delivered the whole way; every question that is asked gets an answer."""

from __future__ import annotations

from exchange.core.versions import Attempt, Version
from exchange.deliveries.deliver import deliver
from exchange.deliveries.desk import Sender
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.upload import Incoming, upload
from exchange.storage import attempts
from exchange.storage.attempts import Explanation
from exchange.submissions.explanations import subject
from tests.web.running import SAMPLES, Running


def sent(service: Running, sender: Sender, reporter: str, year: int) -> Attempt:
    content = (SAMPLES / f"{reporter}-{year}.xlsx").read_bytes()
    incoming = Incoming(reporter, year, f"{reporter}-{year}.xlsx", content)
    return upload(service.desk, sender, incoming, service.clock())


def all_explained(service: Running, sender: Sender, attempt: Attempt) -> Attempt:
    with service.store.writing() as connection:
        now = as_it_stands(connection, service.desk.codebook, attempt)
        for finding in now.findings:
            if finding.is_open_question:
                said = Explanation(
                    subject(finding),
                    finding.name or "",
                    finding.code,
                    "As published.",
                    sender.person.id,
                    service.clock(),
                )
                attempts.explain(connection, attempt, said)
        return as_it_stands(connection, service.desk.codebook, attempt)


def delivered(service: Running, sender: Sender, reporter: str, year: int) -> Version:
    attempt = all_explained(service, sender, sent(service, sender, reporter, year))
    return deliver(service.desk, sender, attempt.id, service.clock())
