"""Findings and returns as JSON, and back: the same values, to the letter."""

from __future__ import annotations

from typing import Any

from exchange.core.cells import Place
from exchange.core.codebook import Key
from exchange.core.returns import Entry, Finding, Observation, Return, Severity, Source

Json = dict[str, Any]


def packed_finding(finding: Finding) -> Json:
    """One finding as an object."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "names": finding.names,
        "name": finding.name,
        "found": finding.found,
        "facts": dict(finding.facts),
        "places": finding.places,
        "explanation": finding.explanation,
    }


def unpacked_finding(stored: Json) -> Finding:
    """The finding that was packed."""
    return Finding(
        Severity(stored["severity"]),
        stored["code"],
        tuple(stored["names"]),
        stored["name"],
        stored["found"],
        {name: _frozen(value) for name, value in stored["facts"].items()},
        tuple(Place(*place) for place in stored["places"]),
        stored["explanation"],
    )


def _frozen(value: object) -> object:
    """JSON knows lists only; facts that name several things are tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def packed_return(returned: Return) -> Json:
    """A return as an object, its observations as rows."""
    return {
        "reporter": returned.reporter,
        "year": returned.year,
        "observations": [
            [list(entry.key), entry.value, entry.status, entry.basis, entry.note, place]
            for entry, place in returned.observations.values()
        ],
        "language": returned.language,
        "suppliers": dict(returned.suppliers),
        "drawn_on": dict(returned.drawn_on),
        "source": returned.source,
        "explanations": dict(returned.explanations),
        "overlapping": returned.overlapping,
    }


def unpacked_return(stored: Json) -> Return:
    """The return that was packed."""
    observations = [_observation(*row) for row in stored["observations"]]
    return Return(
        reporter=stored["reporter"],
        year=stored["year"],
        observations={observation.key: observation for observation in observations},
        language=stored["language"],
        suppliers=stored["suppliers"],
        drawn_on=stored["drawn_on"],
        source=Source(*stored["source"]) if stored["source"] else None,
        explanations=stored["explanations"],
        overlapping=tuple(stored["overlapping"]),
    )


def _observation(
    key: list[str],
    value: int | None,
    status: str,
    basis: str | None,
    note: str,
    place: list[str] | None,
) -> Observation:
    entry = Entry(Key(*key), value, status, basis, note)
    return Observation(entry, Place(*place) if place else None)
