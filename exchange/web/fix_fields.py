"""The fields by which a fault is put right on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from exchange.core.codebook import CodeBook
from exchange.deliveries.fixes import Field, Row
from exchange.wording import Translator

LONGEST_NUMBER, LONGEST_NOTE = 40, 500


class Input(NamedTuple):
    """One field; with ``options`` (value, text) it is chosen, else typed."""

    name: str
    role: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


class Cells(NamedTuple):
    """The fields of one figure, under its name."""

    figure: str
    inputs: tuple[Input, ...]


def cells_of(
    rows: Iterable[Row], book: CodeBook, _: Translator, typed: Mapping[str, str]
) -> tuple[Cells, ...]:
    """The fields of some figures, with what was typed into them before."""
    return tuple(
        Cells(
            _figure(row, book, _),
            tuple(_input(row, field, book, _, typed) for field in row.fields),
        )
        for row in rows
    )


def _figure(row: Row, book: CodeBook, _: Translator) -> str:
    offence = book.offences[row.key.offence].short[_.language]
    return f"{offence}, {book.key_label(row.key, _.language)}"


def _input(
    row: Row, field: Field, book: CodeBook, _: Translator, typed: Mapping[str, str]
) -> Input:
    labels = {
        "value": _("Number"),
        "status": _("Status"),
        "basis": _("Basis"),
        "note": _("Note"),
        "multiple": _("Do classes overlap?"),
    }
    value = typed.get(field.name, field.shown)
    options = _options(row, field, book, _)
    return Input(field.name, field.role, labels[field.role], value, options)


def _options(row: Row, field: Field, book: CodeBook, _: Translator) -> tuple[tuple[str, str], ...]:
    as_it_is = ("", _("as it is now"))
    if field.role == "status":
        return (as_it_is, *((s.slug, s.label[_.language]) for s in book.statuses.values()))
    if field.role == "basis":
        bases = book.figures[row.key.figure].bases
        return (as_it_is, *((slug, book.bases[slug][_.language]) for slug in bases))
    if field.role == "multiple":
        return (as_it_is, ("yes", _("yes")), ("no", _("no")))
    return ()
