"""Explanations of warnings: which finding each belongs to, and whether it still stands.

An explanation belongs to a cell, a rule and the values it was given for; where those changed, the
question is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping

from exchange.core.returns import Finding, Severity
from exchange.submissions.cells import NamedCells
from exchange.validation import explanation

Explanations = Mapping[str, str]
"""What is explained → the explanation: by a cell's name or a finding's whole ``subject`` as given
with a check, by the subject as written in a file."""


def subject(finding: Finding) -> str:
    """The rule, the cell and the values an explanation is about, as one text."""
    values = ",".join(f"{name}={value}" for name, value in sorted(finding.facts.items()))
    return f"{finding.code}|{finding.name}|{values}"


def explained(finding: Finding, given: Explanations, written: Explanations) -> Finding:
    """The finding with its explanation: one given with the check goes before the file's own."""
    if finding.severity is not Severity.WARNING:
        return finding
    about = subject(finding)
    text = given.get(finding.name or "") or given.get(about) or written.get(about)
    return finding._replace(explanation=text) if text else finding


def for_the_new_value(finding: Finding, told: Explanations) -> str | None:
    """Why a changed figure is as it is now, told for this value whatever it was before.

    The version that counts can change between the question and the delivery; the reason why the
    figure is what it is does not.
    """
    about = f"{finding.code}|{finding.name}|new={finding.facts['new']},"
    return next((text for subject, text in told.items() if subject.startswith(about)), None)


def written_explanations(named: NamedCells) -> dict[str, str]:
    """The explanations on the Issues sheet of an annotated copy, by their subject."""
    found = {}
    for name in named.workbook.names:
        if not name.startswith("explanation_") or not name.endswith("_for"):
            continue
        cells = {"text": named.cell(name.removesuffix("_for")), "about": named.cell(name)}
        row = explanation({role: cell for role, cell in cells.items() if cell is not None})
        if row.text and row.about:
            found[row.about] = row.text
    return found
