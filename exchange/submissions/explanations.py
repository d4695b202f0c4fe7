"""Explanations of warnings: which finding each belongs to, and whether it still stands.

An explanation belongs to a cell, a rule and the values it was given for; where those changed, the
question is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from exchange.core.returns import Finding, Severity
from exchange.submissions.cells import NamedCells
from exchange.validation import explanation

Explanations = Mapping[str, str]
"""What is explained → the explanation. The key is a finding's name, or its whole ``subject``."""


def subject(finding: Finding) -> str:
    """The rule, the cell and the values an explanation is about, as one text."""
    return f"{finding.code}|{finding.name}|{about(finding)}"


def about(finding: Finding) -> str:
    """The values a finding is about, as one text."""
    return ",".join(f"{name}={value}" for name, value in sorted(finding.facts.items()))


def explained(finding: Finding, explanations: Explanations) -> Finding:
    """The finding with its explanation, where one was given."""
    if finding.severity is not Severity.WARNING:
        return finding
    text = explanations.get(subject(finding)) or explanations.get(finding.name or "")
    return finding._replace(explanation=text) if text else finding


def written_explanations(named: NamedCells) -> dict[str, str]:
    """The explanations on the Issues sheet of an annotated copy, by their subject."""
    found = {}
    for number in count(1):
        name = f"explanation_{number}"
        cells = {"text": named.cell(name), "about": named.cell(f"{name}_for")}
        if cells["about"] is None:
            break
        row = explanation({role: cell for role, cell in cells.items() if cell is not None})
        if row.text:
            found[row.about] = row.text
    return found
