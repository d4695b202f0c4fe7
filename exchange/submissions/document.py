"""A verdict as one object for scripts: the keys of the public contract."""

from __future__ import annotations

from typing import Any

from exchange.core.returns import Finding, Observation
from exchange.submissions.judgement import Judgement
from exchange.wording.findings import addresses, message
from exchange.wording.translator import Translator

LONGEST_FOUND = 1_000


def document(judgement: Judgement, _: Translator) -> dict[str, Any]:
    """The verdict, every finding with its text in the translator's language, every figure read."""
    return {
        "file": judgement.source.file,
        "sha256": judgement.source.sha256 or None,
        "verdict": judgement.verdict.value,
        "codebook": judgement.codebook_id,
        "reporter": judgement.reporter,
        "year": judgement.year,
        "findings": [_finding(finding, judgement, _) for finding in judgement.findings],
        "observations": [_observation(observation) for observation in judgement.observations],
    }


def _finding(finding: Finding, judgement: Judgement, _: Translator) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "name": finding.name,
        "sheet": finding.places[0].sheet if finding.places else None,
        "cell": addresses(finding) or None,
        "found": finding.found[:LONGEST_FOUND] if finding.found else None,
        "message": message(finding, judgement.codebook, _),
        "explanation": finding.explanation,
    }


def _observation(observation: Observation) -> dict[str, Any]:
    entry, place = observation
    return {
        "offence": entry.key.offence,
        "figure": entry.key.figure,
        "breakdown": entry.key.breakdown,
        "category": entry.key.category,
        "value": entry.value,
        "status": entry.status,
        "basis": entry.basis,
        "note": entry.note,
        "sheet": place.sheet if place else None,
        "cell": place.address if place else None,
    }
