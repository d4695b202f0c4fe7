"""How far a return came since the attempt before: which faults are gone, which are new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from exchange.core.returns import Finding, Severity
from exchange.core.versions import Attempt


class Progress(NamedTuple):
    """Of ``of`` faults ``put_right`` are gone; ``new`` ones came since."""

    put_right: int
    of: int
    new: int


def progress(former: Attempt | None, attempt: Attempt) -> Progress | None:
    """What became of the former attempt's faults; None where there is nothing to compare.

    A file in which no cell could be looked at has no faults to hold beside those of a form.
    """
    if former is None or former.returned is None or attempt.returned is None:
        return None
    before, after = _faults(former.findings), _faults(attempt.findings)
    if not before:
        return None
    left = [fault for fault in before if any(_is_same(fault, each) for each in after)]
    new = [fault for fault in after if not any(_is_same(fault, each) for each in before)]
    return Progress(len(before) - len(left), len(before), len(new))


def _faults(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _is_same(one: Finding, other: Finding) -> bool:
    """The same rule at the same cells; of several cells some may have been put right.

    Two breakdowns of one figure share its total, which is never the first of their cells.
    """
    if one.code != other.code:
        return False
    if not one.names or not other.names:
        return one.names == other.names
    return one.names[0] in other.names or other.names[0] in one.names
