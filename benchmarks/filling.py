"""Filled forms: real returns from samples/returns.toml, and deterministic ones for mere size.

Forms are filled as people fill them: a blank one is opened by another program (openpyxl), its
inputs are found by their names, and it is saved with its texts in one table, as Excel does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import load_workbook

from benchmarks.casting import with_shared_texts
from benchmarks.measuring import ROOT
from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Block, Form, role_name
from exchange.workbook.form import write_form

Written = Mapping[str, int | str | date]
"""Defined name of an input → what is written into it."""

Told = Mapping[str, Any]
"""One row as the samples tell it: any of value, status, basis, note."""

YEAR = 2019


class Sample(NamedTuple):
    """A real return, and the form it belongs to."""

    form: Form
    language: str
    cells: Mapping[str, Told]
    others: Written


def samples(codebook: CodeBook) -> dict[str, Sample]:
    """The real returns of five reporters, 2016 to 2019, by their titles."""
    text = (ROOT / "samples" / "returns.toml").read_text(encoding="utf-8")
    return {
        title: Sample(
            Form(codebook, told["reporter"], told["year"]),
            told["language"],
            told["cells"],
            {
                **{f"{slug}_source": words for slug, words in told.get("source", {}).items()},
                **{f"{slug}_asof": day for slug, day in told.get("asof", {}).items()},
            },
        )
        for title, told in tomllib.loads(text)["returns"].items()
    }


def real(sample: Sample) -> bytes:
    """The workbook of a real return, nothing added."""
    return filled(sample.form, sample.language, {**_rows(sample), **sample.others})


def completed(sample: Sample) -> bytes:
    """A real return with every other input filled deterministically.

    A class nobody told of has a share of what is left of its total, or its total's reason.
    """
    told = dict(sample.cells)
    for block in sample.form.blocks:
        told |= _classes(block, told)
    questions = _questions(sample.form) | _about(sample.form)
    rows = _rows(sample._replace(cells=told))
    return filled(sample.form, sample.language, {**questions, **rows, **sample.others})


def made(form: Form, language: str) -> bytes:
    """A return with every input filled: value, status, basis, note, questions, source, date."""
    return completed(Sample(form, language, _headlines(form), {}))


def filled(form: Form, language: str, written: Written) -> bytes:
    """A blank form, filled by openpyxl through its defined names."""
    book = load_workbook(BytesIO(write_form(form, language)))
    for name, value in written.items():
        sheet, _, address = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'").replace("''", "'")][address.replace("$", "")] = value
    out = BytesIO()
    book.save(out)
    return with_shared_texts(out.getvalue())


def _headlines(form: Form) -> dict[str, Told]:
    """Plausible figures, so that no rule asks: fewer at each step, other ones for each offence."""
    offences = list(form.codebook.offences)
    return {
        key.name: {
            "value": 60 + 13 * offences.index(key.offence) - 2 * row,
            "basis": form.codebook.figures[key.figure].bases[0],
            "status": "provisional",
            "note": f"as the police counted it in {form.year}, line {row}",
        }
        for row, key in enumerate(form.headlines)
    }


def _classes(block: Block, told: Mapping[str, Told]) -> dict[str, Told]:
    """The classes of a breakdown that nobody told of."""
    total = told[block.total.name]
    missing = [key for key in block.keys if key.name not in told]
    if "value" not in total:
        told_why = {"status": total["status"], "note": total["note"]}
        return {key.name: told_why for key in missing}
    known = sum(told.get(key.name, {}).get("value", 0) for key in block.keys)
    return {key.name: told_one for key, told_one in _shared(missing, total, known)}


def _shared(missing: list[Key], total: Told, known: int) -> Iterator[tuple[Key, Told]]:
    left, rest = total["value"] - known, len(missing)
    for key in missing:
        share = left // rest
        left, rest = left - share, rest - 1
        yield key, {"value": share, "status": "normal", "note": f"{key.name}, shared out"}


def _questions(form: Form) -> dict[str, str]:
    return {block.multiple: "no" for block in form.blocks}


def _about(form: Form) -> dict[str, str | date]:
    offences = form.codebook.offences
    days: dict[str, date] = {f"{slug}_asof": date(form.year + 1, 6, 1) for slug in offences}
    return days | {f"{slug}_source": "Public Prosecutor's Office" for slug in offences}


def _rows(sample: Sample) -> dict[str, int | str]:
    """Defined name → what stands there, words of lists in the form's language."""
    form, language = sample.form, sample.language
    return {
        role_name(key, role): _word(form.codebook, role, sample.cells[key.name][role], language)
        for key in form.keys
        if key.name in sample.cells
        for role in form.roles(key)
        if role in sample.cells[key.name]
    }


def _word(codebook: CodeBook, role: str, said: int | str, language: str) -> int | str:
    if role == "status":
        return codebook.statuses[str(said)].label[language]
    return codebook.bases[str(said)][language] if role == "basis" else said
