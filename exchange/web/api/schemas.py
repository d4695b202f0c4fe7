"""What the API answers, field by field."""

from __future__ import annotations

from typing import Any

from marshmallow import INCLUDE, RAISE, Schema, fields, validate

from exchange.core.comparison import Coverage
from exchange.core.returns import Severity, Verdict
from exchange.wording import LANGUAGES


def _text(about: str = "", *, none: bool = False, **more: Any) -> fields.String:
    return fields.String(required=True, allow_none=none, metadata=_about(about), **more)


def _whole(about: str = "", *, none: bool = False) -> fields.Integer:
    return fields.Integer(required=True, allow_none=none, metadata=_about(about))


def _instant(about: str = "", *, none: bool = False) -> fields.AwareDateTime:
    return fields.AwareDateTime(required=True, allow_none=none, metadata=_about(about))


def _yes(about: str) -> fields.Boolean:
    return fields.Boolean(required=True, metadata=_about(about))


def _about(text: str) -> dict[str, str]:
    return {"description": text} if text else {}


def _some(schema: type[Schema]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True)


class Answered(Schema):
    """Every field is always there, and no other."""

    class Meta:
        unknown = RAISE


class Problem(Schema):
    """RFC 9457. Further members depend on `type`."""

    class Meta:
        unknown = INCLUDE

    type = _text("`about:blank`, or a kind of `x-problems` in this document.")
    title = _text("What the status is called.")
    status = _whole("The status of the answer.")
    detail = _text("What happened and what to do, in the reader's language.")
    instance = _text("The address that was asked.")
    errors = fields.Dict(metadata=_about("Where the request is not as documented: 422."))
    findings = fields.List(fields.Dict(), metadata=_about("What keeps an attempt back: 409."))
    reference = fields.String(metadata=_about("What to look a fault up by: 500."))


class Reporter(Answered):
    slug = _text("What it is called in addresses.")
    labels = fields.Dict(
        keys=fields.String(validate=validate.OneOf(tuple(LANGUAGES))),
        values=fields.String(),
        required=True,
        metadata=_about("Its name, by language."),
    )
    area = _text("Its SDMX code.")
    zone = _text("Its IANA time zone.")
    languages = fields.List(
        fields.String(), required=True, metadata=_about("The first is its own.")
    )


class Figure(Answered):
    """A value, or the status that says why there is none."""

    offence = _text()
    figure = _text()
    breakdown = _text(none=True)
    category = _text("The class of the breakdown.", none=True)
    value = _whole(none=True)
    status = _text("One of the code book's statuses.")
    basis = _text("What was counted, at which point.", none=True)
    note = _text()


class Observation(Figure):
    sheet = _text("Where it was read.", none=True)
    cell = _text(none=True)


class Finding(Answered):
    severity = _text(validate=validate.OneOf([each.value for each in Severity]))
    code = _text("One of the code book's findings.")
    name = _text("The defined name of the cell.", none=True)
    sheet = _text(none=True)
    cell = _text("One address, or several.", none=True)
    found = _text("What was written there.", none=True)
    message = _text("What was found, what was expected, what to do; in the reader's language.")
    explanation = _text("Why a warning is right as it stands.", none=True)


class Attempt(Answered):
    """A workbook and the verdict on it, as `exchange check --format json` gives it."""

    id = _whole()
    file = _text("The name that it was sent by.")
    sha256 = _text("Of the file; null where it was too large to be read.", none=True)
    verdict = _text(validate=validate.OneOf([each.value for each in Verdict]))
    codebook = _text("Null where no form could be recognised.", none=True)
    reporter = _text()
    year = _whole()
    findings = _some(Finding)
    observations = _some(Observation)


class Version(Answered):
    """What an attempt became; figures are for others to see once it is released."""

    reporter = _text()
    year = _whole()
    number = _whole("Counts from 1 for each reporter and year.")
    receipt = _text("The number on the receipt.")
    attempt = _whole()
    delivered_at = _instant()
    due_at = _instant("The deadline that stood at delivery.", none=True)
    late = _yes("Whether it came after that.")
    on_behalf = _yes("Whether the secretariat entered it.")
    state = _text(validate=validate.OneOf(["waiting", "released", "returned"]))
    content_sha256 = _text("Proves its figures.")


class Released(Answered):
    """The version of a return that counts."""

    reporter = _text()
    year = _whole()
    number = _whole("Counts from 1 for each reporter and year.")
    released_at = _instant()
    content_sha256 = _text("Proves its figures.")


class ReleasedReturn(Released):
    observations = _some(Figure)


class Stamp(Answered):
    audience = _text("For whom these figures are.")
    state_at = _instant("When what it holds last changed.", none=True)
    content_sha256 = _text("The same for the same figures, in whatever format.")


class Part(Answered):
    area = _text()
    value = _whole(none=True)
    status = _text()
    coverage = _text(validate=validate.OneOf(list(Coverage)))


class Origin(Answered):
    file = _text()
    sha256 = _text()
    sheet = _text(none=True)
    cell = _text(none=True)


class Compared(Figure):
    area = _text("A reporter, or a sum of some.")
    year = _whole()
    coverage = _text(validate=validate.OneOf(list(Coverage)))
    parts = _some(Part)
    source = fields.Nested(Origin, required=True, allow_none=True)
    missing = fields.List(fields.String(), required=True)


class Comparison(Answered):
    """The merge of what is released; a missing figure is null, never zero."""

    stamp = fields.Nested(Stamp, required=True)
    years = fields.List(fields.Integer(), required=True)
    areas = fields.List(fields.String(), required=True)
    observations = _some(Compared)
    skipped = fields.List(fields.Dict(), required=True)


def page(item: type[Schema]) -> type[Schema]:
    """A list of some, a page at a time."""
    shown: dict[str, fields.Field[Any]] = {
        "items": _some(item),
        "page": _whole(),
        "page_size": _whole(),
        "total": _whole("How many there are on all pages."),
    }
    made: type[Schema] = Answered.from_dict(shown, name=f"{item.__name__}Page")
    return made
