"""Attempts and versions as the API tells them."""

from __future__ import annotations

from typing import Any

from exchange.core.returns import Finding
from exchange.core.versions import Attempt, Version
from exchange.submissions.document import document
from exchange.submissions.judgement import Judgement
from exchange.web.frame import frame
from exchange.web.languages import say


def attempt_shown(attempt: Attempt) -> dict[str, Any]:
    """The verdict as ``exchange check --format json`` gives it, with the attempt's id."""
    codebook = frame().codebook
    judgement = Judgement(
        source=attempt.source,
        verdict=attempt.verdict,
        codebook=codebook,
        findings=attempt.findings,
        language=attempt.language,
        codebook_id=codebook.id if attempt.returned else None,
        reporter=attempt.reporter,
        year=attempt.year,
        returned=attempt.returned,
    )
    return {"id": attempt.id, **document(judgement, say())}


def open_findings(attempt: Attempt) -> list[dict[str, Any]]:
    """What keeps an attempt from being delivered."""
    told = attempt_shown(attempt._replace(findings=tuple(filter(_keeps_back, attempt.findings))))
    found: list[dict[str, Any]] = told["findings"]
    return found


def _keeps_back(finding: Finding) -> bool:
    return finding.is_open_question or finding.severity.value == "error"


def version_shown(version: Version) -> dict[str, Any]:
    """A version without its figures."""
    state = version.decision.kind.value if version.decision else "waiting"
    return {
        "reporter": version.reporter,
        "year": version.year,
        "number": version.number,
        "receipt": version.receipt,
        "attempt": version.attempt,
        "delivered_at": version.delivered_at.isoformat(),
        "due_at": version.due_at.isoformat() if version.due_at else None,
        "late": version.late,
        "on_behalf": version.on_behalf,
        "state": state,
        "content_sha256": version.content_sha256,
    }
