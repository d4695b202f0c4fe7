"""What is unlikely within one return: asked about, never rejected.

Cases cross years (the Netherlands prosecuted 140 persons in 2018 and suspected 134, both
official), and below ten every ratio is noise: so a difference and a share must both be reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from exchange.core.codebook import Key, Rule
from exchange.core.returns import Finding
from exchange.core.rules.answers import Answers, finding


def later_stage_above_earlier(answers: Answers) -> Iterator[Finding]:
    """More prosecutions than suspects, more verdicts than prosecutions."""
    for rule in answers.form.codebook.rules.values():
        if "higher" not in rule.figures:
            continue
        for offence in answers.form.codebook.offences:
            high = Key(offence, rule.figures["higher"])
            low = Key(offence, rule.figures["lower"])
            above, below = answers.value(high), answers.value(low)
            if above is None or below is None:
                continue
            if reaches(rule, above - below, below):
                yield finding(rule, high, low, high=above, low=below)


def victims_without_investigation(answers: Answers) -> Iterator[Finding]:
    """Several victims, and no investigation opened."""
    rule = answers.rule("victims-without-investigation")
    for offence in answers.form.codebook.offences:
        figure = Key(offence, rule.figures["figure"])
        lacking = Key(offence, rule.figures["lacking"])
        count = answers.value(figure)
        if count is None or count < rule.thresholds["at_least"]:
            continue
        if answers.value(lacking) == 0:
            yield finding(rule, lacking, figure, high=count)


def same_figures_for_both_offences(answers: Answers) -> Iterator[Finding]:
    """Two columns alike are more often a copy than a coincidence."""
    rule = answers.rule("same-figures-for-both-offences")
    offences = list(answers.form.codebook.offences)
    columns = [answers.form.headlines_of(offence) for offence in offences]
    for first, second in pairwise(columns):
        values = [answers.value(key) for key in first]
        if None in values or values != [answers.value(key) for key in second]:
            continue
        if sum(1 for value in values if value) >= rule.thresholds["at_least"]:
            yield finding(rule, *second, *first, values=_listed(values))


def _listed(values: list[int | None]) -> str:
    return ", ".join(map(str, values))


def reaches(rule: Rule, difference: int, base: int) -> bool:
    """Whether a difference is large both in itself and as a share of ``base``."""
    limits = rule.thresholds
    return difference >= limits["difference"] and difference * 100 >= limits["percent"] * base
