"""Answers to a form, written down in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exchange.codebooks import load
from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Form
from exchange.core.returns import Entry, Finding, Observation, Return
from exchange.core.rules import Answers, findings_across

BOOK = load()
FIGURES = tuple(BOOK.figures)
Said = int | str | Entry
"""A number, a reason, or a whole entry (whose key is filled in)."""


def keys(form: Form) -> dict[str, Key]:
    return {key.name: key for key in form.keys}


def entry(key: Key, said: Said) -> Entry:
    if isinstance(said, Entry):
        return said._replace(key=key)
    basis = None if key.breakdown else BOOK.figures[key.figure].bases[0]
    if isinstance(said, int):
        return Entry(key, said, basis=basis)
    return Entry(key, status=said, basis=basis)


def flagged(value: int | None, status: str = "normal", basis: str | None = None) -> Entry:
    """An entry of some key, with a flag or a basis of its own."""
    return Entry(Key("", ""), value, status, basis)


def answers(
    cells: Mapping[str, Said],
    *,
    reporter: str = "aruba",
    broken: tuple[str, ...] = (),
    multiple: tuple[str, ...] = (),
    earlier: tuple[Return, ...] = (),
    codebook: CodeBook = BOOK,
) -> Answers:
    """What a form for 2020 says; ``broken`` are names whose cells have errors of their own."""
    form = Form(codebook, reporter, 2020)
    known = keys(form)
    return Answers(
        form,
        {known[name]: entry(known[name], said) for name, said in cells.items()},
        frozenset(known[name] for name in broken),
        {block.multiple: block.multiple in multiple for block in form.blocks},
        earlier,
    )


def found(given: Answers, *codes: str) -> list[Finding]:
    """The findings across cells, of some codes or of all."""
    return [f for f in findings_across(given) if not codes or f.code in codes]


def sent_before(cells: Mapping[str, Said], *, year: int = 2019) -> Return:
    """A return of Aruba for the year before (or, with ``year=2020``, an earlier version)."""
    known = keys(Form(BOOK, "aruba", year))
    observations = {known[n]: Observation(entry(known[n], said)) for n, said in cells.items()}
    return Return("aruba", year, observations, "nl")


def all_of(offence: str, *said: Said) -> dict[str, Said]:
    """The five figures of an offence; one thing said stands for all five."""
    said = said * len(FIGURES) if len(said) == 1 else said
    return dict(zip((f"{offence}_{figure}" for figure in FIGURES), said, strict=True))


def with_threshold(code: str, **limits: int) -> CodeBook:
    """The code book with other thresholds for one rule."""
    rule = BOOK.rules[code]._replace(thresholds={**BOOK.rules[code].thresholds, **limits})
    return replace(BOOK, rules={**BOOK.rules, code: rule})
