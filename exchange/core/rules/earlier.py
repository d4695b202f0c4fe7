"""What changed since last year, or since the version delivered before."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.core.codebook import NOT_AVAILABLE, TO_FOLLOW, Key
from exchange.core.returns import Entry, Finding, Return
from exchange.core.rules.answers import Answers, finding
from exchange.core.rules.unlikely import reaches

EXPLAINS_A_NEW_BASIS = ("definition", "break")


def since_last_year(answers: Answers) -> Iterator[Finding]:
    """Headlines that jumped, turned from missing into zero or back, or are counted otherwise."""
    previous = answers.year_before()
    if previous is None:
        return
    for key, old, new in _pairs(answers, previous, answers.form.headlines):
        yield from _jump(answers, key, old, new)
        yield from _zero_or_missing(answers, key, old, new)
        yield from _basis(answers, key, old, new)


def since_last_version(answers: Answers) -> Iterator[Finding]:
    """Figures other than in the version before; what was announced to follow may come."""
    previous = answers.earlier_version()
    if previous is None:
        return
    rule = answers.rule("changed-since-last-version")
    for key, old, new in _pairs(answers, previous, answers.form.keys):
        if old.status == TO_FOLLOW or _told_as_blank(answers, key, new):
            continue
        if _said(old) != _said(new):
            yield finding(rule, key, old=_said(old), new=_said(new))


def _pairs(
    answers: Answers, previous: Return, keys: tuple[Key, ...]
) -> Iterator[tuple[Key, Entry, Entry]]:
    for key in keys:
        old = previous.entry(key)
        if old is not None and not old.blank and answers.readable((key,)):
            yield key, old, answers.entry(key)


def _told_as_blank(answers: Answers, key: Key, new: Entry) -> bool:
    """Whether the rule of blanks tells of it: an offence taken back whole is only a note there."""
    if not new.blank:
        return False
    delivered = answers.delivered(key.offence)
    if key.breakdown:
        return not delivered
    return delivered or not any(map(answers.delivered, answers.form.codebook.offences))


def _jump(answers: Answers, key: Key, old: Entry, new: Entry) -> Iterator[Finding]:
    rule = answers.rule("jump")
    if old.value is None or new.value is None:
        return
    if reaches(rule, abs(new.value - old.value), old.value):
        yield finding(rule, key, old=old.value, new=new.value)


def _zero_or_missing(answers: Answers, key: Key, old: Entry, new: Entry) -> Iterator[Finding]:
    if new.value == 0 and old.status == NOT_AVAILABLE:
        yield finding(answers.rule("zero-after-not-available"), key)
    if old.value == 0 and new.status == NOT_AVAILABLE:
        yield finding(answers.rule("not-available-after-zero"), key)


def _basis(answers: Answers, key: Key, old: Entry, new: Entry) -> Iterator[Finding]:
    if old.value is None or new.value is None or new.status in EXPLAINS_A_NEW_BASIS:
        return
    if None not in (old.basis, new.basis) and old.basis != new.basis:
        rule = answers.rule("basis-changed")
        yield finding(rule, key, old=old.basis, new=new.basis)


def _said(entry: Entry) -> int | str:
    """The count, or the reason why there is none, or a dash where nothing is said."""
    if entry.blank:
        return "–"
    return entry.status if entry.value is None else entry.value
