"""All rules across cells, in the order in which their findings are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exchange.core.returns import Finding
from exchange.core.rules.answers import Answers
from exchange.core.rules.completeness import blanks, included_in_itself, reasons_missing
from exchange.core.rules.earlier import since_last_version, since_last_year
from exchange.core.rules.sums import sums
from exchange.core.rules.unlikely import (
    later_stage_above_earlier,
    same_figures_for_both_offences,
    victims_without_investigation,
)

RULES: tuple[Callable[[Answers], Iterator[Finding]], ...] = (
    blanks,
    included_in_itself,
    sums,
    later_stage_above_earlier,
    victims_without_investigation,
    since_last_year,
    since_last_version,
    same_figures_for_both_offences,
    reasons_missing,
)


def findings_across(answers: Answers) -> Iterator[Finding]:
    """Every breach of every rule; knows nothing of cells that are broken themselves."""
    for rule in RULES:
        yield from rule(answers)
