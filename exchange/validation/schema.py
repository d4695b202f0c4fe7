"""The schema of one reporter's form, built from the code book's declarations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from exchange.core.cells import Cell
from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Form, Questions
from exchange.core.vocabulary import Vocabulary
from exchange.validation.fields import Day, Problem, Row, RowField, RowInput, Words, YesNo


class FrontPage(NamedTuple):
    """What a workbook says it is; a cell that is missing or empty is an empty text."""

    codebook: str
    reporter: str
    year: str
    language: str


class Explanation(NamedTuple):
    """An explanation on the sheet of issues: the sentence, and what it is about."""

    text: str
    about: str


@cache
def _texts(names: tuple[str, ...]) -> Schema:
    """A schema of texts; a cell that is missing or empty is an empty text."""
    return Schema.from_dict({name: Words(load_default="") for name in names})()


def front_page(cells: Mapping[str, Cell]) -> FrontPage:
    """Which form the workbook says it is, by the cells under the four names."""
    return FrontPage(**_texts(FrontPage._fields).load(cells))


def explanation(cells: Mapping[str, Cell]) -> Explanation:
    """One row of the sheet of issues."""
    return Explanation(**_texts(Explanation._fields).load(cells))


class Loaded(NamedTuple):
    """The form's cells as understood.

    A name is in ``problems`` or among the others; in both only where it is the basis alone that
    was not understood.
    """

    rows: Mapping[Key, Row]
    multiples: Mapping[str, bool]
    suppliers: Mapping[str, str]
    drawn_on: Mapping[str, str]
    problems: Mapping[str, list[Problem]]


class SchemaOfForm:
    """Cells of a reporter's form in, entries and problems out."""

    def __init__(self, form: Form, schema: Schema) -> None:
        self.form = form
        self._schema = schema

    def load(self, rows: Mapping[str, RowInput], others: Mapping[str, Cell]) -> Loaded:
        """``rows`` by the name of their value cell, ``others`` by defined name."""
        problems: Any = {}
        try:
            valid: Any = self._schema.load({**rows, **others})
        except ValidationError as error:
            valid, problems = error.valid_data, error.messages
        keys, offences = self.form.questions.by_name, self.form.codebook.offences
        multiples = (block.multiple for block in self.form.blocks)
        return Loaded(
            {keys[name]: valid[name] for name in rows if name in valid},
            {name: valid.get(name, False) for name in multiples if name not in problems},
            {slug: valid.get(f"{slug}_source", "") for slug in offences},
            {slug: valid.get(f"{slug}_asof", "") for slug in offences},
            problems,
        )


def _declared(form: Form, vocabulary: Vocabulary) -> dict[str, fields.Field[Any]]:
    declared: dict[str, fields.Field[Any]] = {}
    for key in form.keys:
        bases = form.codebook.figures[key.figure].bases if key.breakdown is None else ()
        declared[key.name] = RowField(key, bases, vocabulary)
    for block in form.blocks:
        declared[block.multiple] = YesNo()
    for slug in form.codebook.offences:
        declared[f"{slug}_source"] = Words()
        declared[f"{slug}_asof"] = Day()
    return declared


class Schemas:
    """The schemas of one code book, each built once."""

    def __init__(self, codebook: CodeBook) -> None:
        self.codebook = codebook
        self.vocabulary = Vocabulary(codebook)
        self._built: dict[Questions, Schema] = {}

    def of(self, reporter: str, year: int) -> SchemaOfForm:
        """The schema of a reporter's form; forms that ask the same share it."""
        form = Form(self.codebook, reporter, year)
        if form.questions not in self._built:
            declared = _declared(form, self.vocabulary)
            self._built[form.questions] = Schema.from_dict(declared)(unknown=EXCLUDE)
        return SchemaOfForm(form, self._built[form.questions])
