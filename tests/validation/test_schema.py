"""The one way in which cells become values: a schema built from the code book."""

from __future__ import annotations

import pytest
from marshmallow import Schema

from exchange.codebooks import load
from exchange.core.cells import Cell, Kind
from exchange.core.codebook import Key
from exchange.validation import RowInput, Schemas, explanation, front_page

BOOK = load()
SCHEMAS = Schemas(BOOK)
ARUBA = SCHEMAS.of("aruba", 2024)
VICTIMS, FEMALE = Key("trafficking", "victims"), Key("trafficking", "victims", "sex", "female")


def text(written):
    return Cell(Kind.TEXT, written)


def number(written):
    return Cell(Kind.NUMBER, str(written))


def loaded(rows=(), **others):
    return ARUBA.load(dict(rows), others)


def test_a_row_becomes_an_entry():
    row = RowInput(number(12), text("voorlopig"), text("alleen bevestigd"), text(" a  note "))
    read = loaded({"trafficking_victims": row})
    entry = read.rows[VICTIMS].entry
    assert (entry.key, entry.value, entry.status) == (VICTIMS, 12, "provisional")
    assert (entry.basis, entry.note) == ("confirmed", "a note")
    assert read.problems == {}


def test_a_class_has_no_basis():
    read = loaded({"trafficking_victims_sex_female": RowInput(number(3))})
    assert read.rows[FEMALE].entry.basis is None


def test_a_row_with_a_problem_is_among_the_problems_only():
    read = loaded(
        {"trafficking_victims": RowInput(text("?")), "smuggling_victims": RowInput(number(1))}
    )
    assert list(read.rows) == [Key("smuggling", "victims")]
    ((name, problems),) = read.problems.items()
    assert (name, [p.code for p in problems]) == ("trafficking_victims", ["zero-or-missing"])
    assert (problems[0].role, problems[0].found) == ("value", "?")


def test_a_row_whose_basis_alone_is_wrong_keeps_its_number():
    read = loaded({"trafficking_victims": RowInput(number(12), basis=text("guess"))})
    assert read.rows[VICTIMS].entry[1:4] == (12, "normal", None)
    assert [p.code for p in read.problems["trafficking_victims"]] == ["unknown-basis"]


def test_questions_left_alone_are_answered_no():
    read = loaded(trafficking_victims_sex_multiple=text("ja"))
    assert read.multiples["trafficking_victims_sex_multiple"] is True
    assert read.multiples["trafficking_victims_age_multiple"] is False
    assert set(read.multiples) == {block.multiple for block in ARUBA.form.blocks}


def test_a_question_that_was_not_understood_has_no_answer():
    read = loaded(trafficking_victims_sex_multiple=text("perhaps"))
    assert "trafficking_victims_sex_multiple" not in read.multiples
    assert list(read.problems) == ["trafficking_victims_sex_multiple"]


def test_cells_that_the_form_does_not_know_are_left_alone():
    assert loaded(more=text("?")) == loaded()


def test_what_is_empty_is_an_empty_text():
    page = front_page({"reporter": text(" aruba\u200b"), "year": number(2024)})
    assert page == ("", "aruba", "2024", "")
    assert explanation({"about": text("jump|x|")}) == ("", "jump|x|")


def test_forms_with_the_same_cells_share_a_schema_built_once(monkeypatch):
    schemas = Schemas(BOOK)
    first = schemas.of("aruba", 2024)
    built = []
    monkeypatch.setattr(Schema, "from_dict", built.append)
    assert schemas.of("curacao", 2012).form.reporter == "curacao"
    assert schemas.of("aruba", 2024).load({}, {}) == first.load({}, {})
    assert built == []


@pytest.mark.parametrize("reporter", BOOK.reporters)
def test_every_cell_of_every_form_passes_the_schema(reporter):
    schema = SCHEMAS.of(reporter, 2024)
    rows = {key.name: RowInput(number(n)) for n, key in enumerate(schema.form.keys)}
    read = schema.load(rows, {})
    assert {key: row.entry.value for key, row in read.rows.items()} == {
        key: n for n, key in enumerate(schema.form.keys)
    }
