"""An annotated copy says what the file said, so a second check finds what the first one found."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exchange.codebooks import load
from exchange.core.codebook import Key
from exchange.core.form import Form
from exchange.core.returns import Return
from exchange.submissions.annotate import annotate
from exchange.submissions.check import judge
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from exchange.wording import LANGUAGES, translator
from exchange.wording.findings import message
from exchange.workbook.form import write_annotated
from tests.form.places import cell

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WRONG = SAMPLES / "wrong"
INDEX: dict[str, dict[str, Any]] = tomllib.loads((WRONG / "index.toml").read_text(encoding="utf-8"))
SCHEMAS = Schemas(load())
GONE = {
    "authors",
    "cell-twice",
    "cells-missing",
    "comments",
    "external-links",
    "far-cells",
    "foreign-sheet",
    "formula-result",
    "hidden-cells",
    "merged-cells",
    "name-twice",
    "names-missing",
}
"""What is the matter with a file rather than with its figures: a fresh form has none of it."""
NOT_KEPT = {
    "deleted-row",
    "formula-without-result",
    "names-gone",
    "too-large-for-any-program",
}
"""What a fresh form puts right, or cannot hold: see the last tests."""


@cache
def earlier(name: str) -> tuple[Return, ...]:
    sent = judged((SAMPLES / f"{name}.xlsx").read_bytes()).returned if name else None
    return (sent,) if sent else ()


def judged(content: bytes, previous: str = "") -> Judgement:
    return judge(content, "return.xlsx", SCHEMAS, earlier=earlier(previous))


def found(judgement: Judgement) -> Counter[tuple[str, str | None]]:
    said = [message(f, judgement.codebook, translator("en")) for f in judgement.findings]
    assert all(said)
    return Counter((f.code, f.name) for f in judgement.findings if f.code not in GONE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in INDEX if name not in NOT_KEPT])
def test_a_copy_has_the_findings_of_the_file(name: str, language: str) -> None:
    content, previous = (WRONG / f"{name}.xlsx").read_bytes(), INDEX[name].get("previous", "")
    first = judged(content, previous)
    copy = annotate(first, content, language, earlier(previous))
    if copy is None:
        assert first.returned is None
        return
    second = judged(copy, previous)
    assert second.language == language
    if first.returned is not None and not GONE & {f.code for f in first.findings}:
        assert second.returned is not None
        assert second.returned.observations.keys() == first.returned.observations.keys()
    assert found(second) == found(first)


def marked(name: str) -> Counter[tuple[str, str | None]]:
    """What is found in the annotated copy of a wrong file."""
    content = (WRONG / f"{name}.xlsx").read_bytes()
    copy = annotate(judged(content), content, "en")
    assert copy is not None
    return found(judged(copy))


def right(name: str) -> Counter[tuple[str, str | None]]:
    """What is found in the return that a wrong file was made of."""
    return found(judged((SAMPLES / f"{INDEX[name]['of']}.xlsx").read_bytes()))


def test_figures_come_back_where_only_the_names_were_gone() -> None:
    assert marked("names-gone") == right("names-gone")


def test_a_deleted_row_is_there_again_and_empty() -> None:
    blank = Counter([("blank", "trafficking_verdicts"), ("blank", "smuggling_verdicts")])
    assert marked("deleted-row") == right("deleted-row") + blank


def test_a_formula_of_another_s_making_is_not_copied_so_its_cell_is_empty() -> None:
    blank = Counter([("blank", "trafficking_victims")])
    assert marked("formula-without-result") == right("formula-without-result") + blank


def test_a_number_beyond_every_program_becomes_a_text() -> None:
    text = Counter([("not-a-number", "trafficking_victims")])
    assert marked("too-large-for-any-program") == right("too-large-for-any-program") + text


def test_last_year_and_what_was_explained_stand_in_the_copy() -> None:
    content, previous = (WRONG / "jump.xlsx").read_bytes(), earlier(INDEX["jump"]["previous"])
    given = {"trafficking_victims": "One large case"}
    first = judge(content, "jump.xlsx", SCHEMAS, earlier=previous, explanations=given)
    assert first.returned is not None
    copy = annotate(first, content, "en", (first.returned, *previous))
    assert copy is not None
    book = load_workbook(BytesIO(copy))
    beside = cell(book, "trafficking_victims").offset(0, -1)
    assert beside.value == previous[0].observations[Key("trafficking", "victims")].entry.value
    assert not beside.parent.column_dimensions[beside.column_letter].hidden
    assert cell(book, "explanation_1").value == "One large case"
    second = judge(copy, "jump.xlsx", SCHEMAS, earlier=previous)
    assert [f.explanation for f in second.findings if f.code == "jump"] == ["One large case"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_stands_in_the_words_of_the_copy(language: str) -> None:
    form = Form(SCHEMAS.codebook, "sint-maarten", 2016)
    filled = {
        "trafficking_victims_status": "VOORLOPIG",
        "trafficking_victims_basis": "confirmed",
        "trafficking_suspects_status": "not-available",
        "trafficking_verdicts_status": "final",
    }
    content = write_annotated(form, "en", filled, ())
    copy = annotate(judged(content), content, language)
    assert copy is not None
    book, statuses = load_workbook(BytesIO(copy)), SCHEMAS.codebook.statuses
    assert {name: cell(book, name).value for name in filled} == {
        "trafficking_victims_status": statuses["provisional"].label[language],
        "trafficking_victims_basis": SCHEMAS.codebook.bases["confirmed"][language],
        "trafficking_suspects_status": statuses["not-available"].label[language],
        "trafficking_verdicts_status": "final",
    }


def test_each_issue_names_the_figure_with_its_cell() -> None:
    content = (WRONG / "decimal.xlsx").read_bytes()
    copy = annotate(judged(content), content, "en")
    assert copy is not None
    book = load_workbook(BytesIO(copy))
    where = cell(book, "trafficking_victims").coordinate
    assert book["Issues"]["C5"].value == "Trafficking, Victims"
    assert book["Issues"]["D5"].value == f"Figures: {where}"
