"""What becomes of a return when it is delivered: offence by offence, on top of what was there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from exchange.core.cells import Place
from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Form
from exchange.core.returns import Entry, Finding, Observation, Return
from exchange.core.rules.answers import Answers
from exchange.core.rules.earlier import since_last_version


class Change(NamedTuple):
    """One figure, as it was and as it is to be; None where there was, or will be, none."""

    key: Key
    old: Entry | None
    new: Entry | None

    @property
    def of_the_figure(self) -> bool:
        """Whether the count or the reason changed, and not just what is said about it."""
        old, new = self.old, self.new
        return (old and (old.value, old.status)) != (new and (new.value, new.status))


def offences_in(returned: Return) -> tuple[str, ...]:
    """The offences delivered in a return."""
    return tuple(dict.fromkeys(key.offence for key in returned.observations if not key.breakdown))


def combined(new: Return, before: Return | None) -> Return:
    """The new return with the offences that it leaves out as they were delivered before.

    An offence can come later: a workbook that holds one only does not take the other back.
    """
    if before is None:
        return replace(new, observations=_delivered(new))
    kept = set(offences_in(before)) - set(offences_in(new))
    if not kept:
        return replace(new, observations=_delivered(new))
    observations = {
        key: seen for key, seen in before.observations.items() if key.offence in kept
    } | _delivered(new)
    told = {
        name: text
        for name, text in before.explanations.items()
        if any(key.name == name and key.offence in kept for key in before.observations)
    }
    return replace(
        new,
        observations=observations,
        suppliers={**new.suppliers, **_of(kept, before.suppliers)},
        drawn_on={**new.drawn_on, **_of(kept, before.drawn_on)},
        explanations=told | dict(new.explanations),
        overlapping=(
            *(name for name in before.overlapping if name.startswith(tuple(f"{o}_" for o in kept))),
            *new.overlapping,
        ),
        sources={
            offence: source for offence in kept if (source := before.source_of(offence)) is not None
        },
    )


def _delivered(returned: Return) -> dict[Key, Observation]:
    """Breakdowns of an offence of which no headline was given are delivered with it, later."""
    there = offences_in(returned)
    return {key: seen for key, seen in returned.observations.items() if key.offence in there}


def _of(offences: set[str], texts: Mapping[str, str]) -> dict[str, str]:
    return {offence: text for offence, text in texts.items() if offence in offences}


def changes(codebook: CodeBook, old: Return | None, new: Return) -> Iterator[Change]:
    """Every figure that is not as it was, in the order of the form."""
    form = Form(codebook, new.reporter, new.year)
    for key in form.keys:
        before, after = old.entry(key) if old else None, new.entry(key)
        if before != after:
            yield Change(key, before, after)


def questions_about_changes(codebook: CodeBook, old: Return | None, new: Return) -> list[Finding]:
    """The changed figures that want a reason: what the rule across versions finds."""
    if old is None:
        return []
    entries = {key: seen.entry for key, seen in new.observations.items()}
    form = Form(codebook, new.reporter, new.year)
    places = {key.name: seen.place for key, seen in new.observations.items()}
    found = since_last_version(Answers(form, entries, frozenset(), {}, (old,)))
    return [_placed(finding, places.get(finding.name or "")) for finding in found]


def _placed(finding: Finding, place: Place | None) -> Finding:
    return finding._replace(places=(place,)) if place else finding


def content_sha256(returned: Return, salt: str) -> str:
    """What proves a version's figures: the hash of all of them in one agreed writing.

    A line with the salt, one with reporter and year, and one line of JSON for each figure, sorted
    by its name, with value, status, basis and note. The salt is random and told to nobody: a hash
    of ten small numbers alone could be guessed back to them.
    """
    lines = sorted(
        json.dumps(
            [key.name, entry.value, entry.status, entry.basis, entry.note], ensure_ascii=False
        )
        for key, (entry, _) in returned.observations.items()
    )
    head = [salt, f"{returned.reporter} {returned.year}"]
    return hashlib.sha256("\n".join([*head, *lines]).encode()).hexdigest()
