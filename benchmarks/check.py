"""From the bytes of a filled form to its findings, in one warm process.

Beside it: openpyxl reading the workbook, and a plain marshmallow schema, built once, over the same
cells found by the same names, which understands nothing and has no rule across cells. And the
floor: inflating every part and parsing it with expat, with no handler to call.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from marshmallow import Schema, fields
from openpyxl import load_workbook

from benchmarks.filling import Sample, completed, made, samples
from benchmarks.measuring import Line, Void, alternate, ratio
from exchange.codebooks import load
from exchange.core.cells import Cell, Kind
from exchange.core.form import Form
from exchange.core.returns import Return, Verdict
from exchange.submissions.check import judge
from exchange.validation import Schemas
from exchange.workbook.reader import Workbook, read

MOST, MOST_OF_FLOOR = 0.25, 4
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks keep no zone


def run(rounds: int) -> Iterator[Line]:
    """A form in which everything is filled in, and a real return with the rest filled in."""
    codebook = load()
    full = Form(codebook, "caribbean-netherlands", 2019)
    contents = {
        "caribbean-netherlands 2019, made": (full, made(full, "nl")),
        "curacao 2018, real and completed": _real(samples(codebook)["curacao-2018"]),
    }
    for title, (form, content) in contents.items():
        yield from _lines(title, form, content, rounds)


def _real(sample: Sample) -> tuple[Form, bytes]:
    return sample.form, completed(sample)


def _lines(title: str, form: Form, content: bytes, rounds: int) -> Iterator[Line]:
    schemas = Schemas(form.codebook)
    names, schema = _inputs(form), _plain_schema(form)
    _prove_equal(content, schemas, names, schema)

    def ours() -> object:
        return judge(content, "return.xlsx", schemas)

    def theirs() -> object:
        return _loaded(content, names, schema)

    mine, other, floor = alternate(rounds, ours, theirs, _floor(content))
    cells = len(_values(content, names))
    yield ratio(f"{title}, {cells} cells: openpyxl + marshmallow", mine, other, MOST)
    yield ratio(f"{title}: inflate + expat alone", mine, floor, MOST_OF_FLOOR, aim=True)


def _inputs(form: Form) -> tuple[str, ...]:
    days = (f"{slug}_asof" for slug in form.codebook.offences)
    return (*_text_names(form), "year", *(key.name for key in form.keys), *days)


def _plain_schema(form: Form) -> Schema:
    """Whole numbers and texts; years and days are taken as they come."""
    numbers = {key.name: fields.Integer(strict=True) for key in form.keys}
    texts = {name: fields.String() for name in _text_names(form)}
    days = {f"{slug}_asof": fields.Raw() for slug in form.codebook.offences}
    declared: dict[str, Any] = {**texts, **numbers, **days, "year": fields.Integer(strict=True)}
    return Schema.from_dict(declared)()


def _text_names(form: Form) -> Iterator[str]:
    yield from ("codebook", "reporter", "language")
    for key in form.keys:
        yield from (f"{key.name}_{role}" for role in form.roles(key) if role != "value")
    yield from (block.multiple for block in form.blocks)
    yield from (f"{slug}_source" for slug in form.codebook.offences)


def _loaded(content: bytes, names: tuple[str, ...], schema: Schema) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = schema.load(_values(content, names))
    return loaded


def _values(content: bytes, names: tuple[str, ...]) -> dict[str, Any]:
    """Every filled input by its name, as openpyxl has it."""
    book = load_workbook(BytesIO(content))
    sheets = {f"'{sheet.title}'": sheet for sheet in book.worksheets}
    found = {}
    for name in names:
        sheet, _, address = book.defined_names[name].attr_text.rpartition("!")
        value = sheets[sheet][address.replace("$", "")].value
        if value is not None:
            found[name] = value
    return found


def _floor(content: bytes) -> Callable[[], None]:
    """The least that reading takes; where the parts lie is known beforehand."""
    with ZipFile(BytesIO(content)) as archive:
        places = [(part.header_offset, part.compress_size) for part in archive.infolist()]

    def pass_through() -> None:
        for header, size in places:
            name, extra = content[header + 26 : header + 28], content[header + 28 : header + 30]
            start = header + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
            data = zlib.decompress(content[start : start + size], -zlib.MAX_WBITS)
            expat.ParserCreate().Parse(data, True)

    return pass_through


def _prove_equal(content: bytes, schemas: Schemas, names: tuple[str, ...], schema: Schema) -> None:
    """Raise Void unless every cell of the file and every figure of the return are openpyxl's."""
    mine, other = _ours_everywhere(read(content)), _openpyxl_everywhere(content)
    if mine != other:
        odd = sorted(key for key in mine.keys() | other.keys() if mine.get(key) != other.get(key))
        raise Void(f"{len(odd)} cells read otherwise than by openpyxl, the first {odd[0]}")
    judgement = judge(content, "return.xlsx", schemas)
    if judgement.verdict is not Verdict.ACCEPTED or judgement.returned is None:
        raise Void(f"the form is {judgement.verdict.value}: {judgement.findings[:1]}")
    counted, plain = _figures(judgement.returned), _loaded(content, names, schema)
    if counted != {name: plain[name] for name in counted} or not counted:
        raise Void("the figures of the return are not those of the plain schema")


def _figures(returned: Return) -> dict[str, int]:
    return {
        key.name: observation.entry.value
        for key, observation in returned.observations.items()
        if observation.entry.value is not None
    }


def _ours_everywhere(book: Workbook) -> dict[tuple[str, str], object]:
    cells = {(place.sheet, place.address): book.cell(place) for place in book.filled()}
    return {place: _plain(cell) for place, cell in cells.items() if cell and _is_known(cell)}


def _is_known(cell: Cell) -> bool:
    """Formulas that nothing has calculated say nothing to either side."""
    return cell.kind is not Kind.UNCALCULATED


def _plain(cell: Cell) -> object:
    if cell.kind in (Kind.NUMBER, Kind.DATE, Kind.PERCENT):
        return float(cell.text)
    return cell.text == "TRUE" if cell.kind is Kind.BOOLEAN else cell.text


def _openpyxl_everywhere(content: bytes) -> dict[tuple[str, str], object]:
    book = load_workbook(BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): _number(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _number(value: Any) -> object:
    if isinstance(value, datetime):
        return (value - _DAY_ZERO).total_seconds() / 86_400
    return float(value) if isinstance(value, int | float) and value is not True else value
