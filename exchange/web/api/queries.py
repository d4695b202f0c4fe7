"""What can be asked in an address, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from exchange.publish import FORMATS
from exchange.wording import LANGUAGES

LARGEST_PAGE = 100
_MOST = 1_000_000
_YEARS = r"^[1-9][0-9]{3}(-[1-9][0-9]{3})?$"


class Whole(fields.Integer):
    """A whole number in plain digits; Python alone would take ``1_0`` and `` 10`` for one."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        if not (isinstance(value, str) and value.isascii() and value.isdecimal()):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class At(fields.AwareDateTime):
    """An instant with its offset, in UTC."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        if not (isinstance(value, str) and "T" in value.upper()):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return _in_utc(super()._deserialize(value, attr, data, **kwargs))


def _in_utc(instant: datetime) -> datetime:
    """Where UTC has no such year: the last or the first instant that there is."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
        return first if instant.year == first.year else last


class Nothing(Schema):
    """No questions at all."""

    class Meta:
        unknown = RAISE


def _as_of() -> At:
    text = "As known at this instant, in RFC 3339 with its offset (a `+` is written `%2B`)."
    return At(metadata={"description": text, "format": "date-time"})


class Paging(NamedTuple):
    """A page of a list, from 1 on."""

    page: int = 1
    page_size: int = LARGEST_PAGE


class PageQuery(Nothing):
    page = Whole(
        load_default=1,
        validate=validate.Range(1, _MOST),
        metadata={"description": "The page, from 1 on."},
    )
    page_size = Whole(
        load_default=LARGEST_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Items on a page."},
    )

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Any:
        return Paging(**data)


class ReturnsWanted(NamedTuple):
    """Which of the released returns, and which page of them."""

    paging: Paging
    reporter: str | None
    year: int | None


class ReturnsQuery(PageQuery):
    reporter = fields.String(
        metadata={"description": "Of this reporter only; 404 for an unknown one."},
    )
    year = Whole(
        validate=validate.Range(1000, 9999),
        metadata={"description": "Of this year only."},
    )

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Any:
        paging = Paging(data["page"], data["page_size"])
        return ReturnsWanted(paging, data.get("reporter"), data.get("year"))


class ReturnQuery(Nothing):
    as_of = _as_of()


class ComparisonWanted(NamedTuple):
    """Which years, known when, in which format; None where the headers of the request say."""

    years: tuple[int, ...] | None = None
    as_of: datetime | None = None
    format: str | None = None
    language: str | None = None


class ComparisonQuery(Nothing):
    years = fields.String(
        validate=validate.Regexp(_YEARS),
        metadata={
            "description": "One year, `2019`, or the years from one to another, `2018-2020`.",
            "pattern": _YEARS,
        },
    )
    as_of = _as_of()
    format = fields.String(
        validate=validate.OneOf(FORMATS),
        metadata={"description": "Goes before the header `Accept`; without either, `json`."},
    )
    language = fields.String(
        validate=validate.OneOf(tuple(LANGUAGES)),
        metadata={"description": "Of the workbook; the other formats speak in codes."},
    )

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Any:
        years = _years(data["years"]) if "years" in data else None
        return ComparisonWanted(**{**data, "years": years})


def _years(text: str) -> tuple[int, ...]:
    first, *last = sorted(int(year) for year in text.split("-"))
    return tuple(range(first, (last or [first])[0] + 1))


class SendQuery(Nothing):
    file_name = fields.String(
        validate=validate.Length(1, 200),
        metadata={"description": "The name that the verdict calls the file by."},
    )


def once_each(given: Mapping[str, list[str]]) -> dict[str, str]:
    """Every question with its answer; raises ValidationError where one is asked twice."""
    twice = {name: ["Given more than once."] for name, values in given.items() if len(values) > 1}
    if twice:
        raise ValidationError(twice)
    return {name: values[0] for name, values in given.items()}
