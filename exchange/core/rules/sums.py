"""The classes of a breakdown and their total."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.core.codebook import NOT_APPLICABLE
from exchange.core.form import Block
from exchange.core.returns import Entry, Finding
from exchange.core.rules.answers import Answers, finding, note


def sums(answers: Answers) -> Iterator[Finding]:
    """Breakdowns that do not add up to their total, or were begun and not completed."""
    for block in answers.form.blocks:
        if answers.readable((block.total, *block.keys)):
            yield from _sum_of(answers, block)


def _sum_of(answers: Answers, block: Block) -> Iterator[Finding]:
    classes = [answers.entry(key) for key in block.keys]
    given = [entry for entry in classes if not entry.blank]
    if not given:
        return
    excess = _excess(answers.value(block.total), classes)
    if excess and answers.adds_up_by_design(block):
        keys = (*(entry.key for entry in given), block.total)
        known = _known(classes)
        breach = finding(
            answers.rule(block.breakdown.rule),
            *keys,
            name=block.total.name,
            total=answers.value(block.total),
            sum=known,
            too_many=max(excess, 0),
            too_few=max(-excess, 0),
            breakdown=block.breakdown.slug,
        )
        yield breach._replace(found=str(known))
    elif len(given) < len(classes):
        names = tuple(entry.key.name for entry in classes if entry.blank)
        facts = {"given": len(given), "of": len(classes), "breakdown": block.breakdown.slug}
        yield note("breakdown-incomplete", names, **facts)._replace(name=block.total.name)


def _known(classes: list[Entry]) -> int:
    return sum(entry.value for entry in classes if entry.value is not None)


def _excess(total: int | None, classes: list[Entry]) -> int:
    """How far the classes are above (or, where all are counted, below) a known total.

    A class given by a reason may hold the rest, so only an excess can be proved then; one that is
    not applicable holds none.
    """
    if total is None:
        return 0
    excess = _known(classes) - total
    counted = all(e.value is not None or e.status == NOT_APPLICABLE for e in classes)
    return excess if counted else max(excess, 0)
