"""The shape a code book file must have, item by item."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from exchange.core.codebook import Category, Dataflow, Validity

SLUG = re.compile(r"[a-z][a-z_-]*")
SEVERITIES = ("error", "warning", "note")


class Slug(fields.String):
    """A name that can stand in a defined name of the workbook and in a URL."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not SLUG.fullmatch(text):
            raise ValidationError("A name is written in small letters, like “sint_eustatius”.")
        return text


def texts() -> fields.Dict:
    """One text in several languages; that none is missing is seen once all are known."""
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


def names() -> fields.List:
    return fields.List(fields.String(), required=True, validate=validate.Length(min=1))


def codes() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)


def count(**options: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(min=0), **options)


def by_slug(schema: type[Schema]) -> fields.Dict:
    return fields.Dict(
        keys=Slug(),
        values=fields.Nested(schema),
        required=True,
        validate=validate.Length(min=1),
    )


class Strict(Schema):
    class Meta:
        unknown = RAISE


class Limited(Strict):
    """An item that may exist in some years only."""

    since = count()
    until = count()

    @post_load
    def join_years(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        valid = Validity(data.pop("since", None), data.pop("until", None))
        return {**data, "valid": valid}


class ReporterShape(Limited):
    label = texts()
    languages = names()
    zone = fields.String(required=True)
    area = fields.String(required=True)
    articles = codes()
    articles_to_confirm = codes()


class AreaShape(Strict):
    label = texts()
    parts = names()
    area = fields.String(required=True)


class OffenceShape(Strict):
    label = texts()
    short = texts()
    standards = codes()


class FigureShape(Limited):
    label = texts()
    unit = fields.String(required=True)
    bases = names()
    definitions = fields.Dict(keys=fields.String(), values=texts(), required=True)
    standards = codes()


class BreakdownShape(Limited):
    label = texts()
    of = names()
    rule = fields.String(required=True)
    reporters = fields.List(fields.String(), load_default=None)
    classes = fields.Dict(
        keys=Slug(), values=fields.Dict(), required=True, validate=validate.Length(min=1)
    )

    @post_load
    def make_classes(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "classes": tuple(_category(*item) for item in data["classes"].items())}


def _category(slug: str, item: dict[str, Any]) -> Category:
    years = Validity(item.pop("since", None), item.pop("until", None))
    return Category(slug, item, years)


class StatusShape(Strict):
    label = texts()
    value = fields.Boolean(required=True, truthy={True}, falsy={False})
    obs = fields.String(required=True, validate=validate.OneOf("APEBDOLMKQ"))
    conf = fields.String(required=True, validate=validate.OneOf("FDAS"))
    weakness = count(load_default=0)
    mark = fields.String(load_default="")
    typed = fields.List(fields.String(), load_default=list)

    @post_load
    def freeze(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "typed": tuple(data["typed"])}


class RuleShape(Strict):
    severity = fields.String(required=True, validate=validate.OneOf(SEVERITIES))
    difference = count()
    percent = count()
    at_least = count()
    higher = fields.String()
    lower = fields.String()
    figure = fields.String()
    lacking = fields.String()
    reasons = fields.List(texts(), load_default=list)

    @post_load
    def sort_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        severity, reasons = data.pop("severity"), tuple(data.pop("reasons"))
        return {
            "severity": severity,
            "reasons": reasons,
            "thresholds": {k: v for k, v in data.items() if isinstance(v, int)},
            "figures": {k: v for k, v in data.items() if isinstance(v, str)},
        }


class AskedShape(Strict):
    typed = names()


class DataflowShape(Strict):
    agency = fields.String(required=True)
    dataflow = fields.String(required=True)
    version = fields.String(required=True)

    @post_load
    def make(self, data: dict[str, str], **_: Any) -> Dataflow:
        return Dataflow(**data)


class CodeBookShape(Strict):
    id = fields.String(required=True)
    title = texts()
    languages = names()
    first_year = count(required=True)
    template_year = count(required=True)
    sdmx = fields.Nested(DataflowShape, required=True)
    reporters = by_slug(ReporterShape)
    areas = by_slug(AreaShape)
    offences = by_slug(OffenceShape)
    bases = fields.Dict(keys=Slug(), values=texts(), required=True)
    figures = by_slug(FigureShape)
    breakdowns = by_slug(BreakdownShape)
    statuses = by_slug(StatusShape)
    asked = fields.Nested(AskedShape, required=True)
    rules = fields.Dict(keys=Slug(), values=fields.Nested(RuleShape), required=True)
    reasons = fields.List(texts(), required=True)


