"""What comes in a request's body: a workbook, or explanations."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import abort, request
from marshmallow import RAISE, Schema, ValidationError, fields, validate
from werkzeug.exceptions import UnsupportedMediaType

from exchange.deliveries.explain import LONGEST
from exchange.web.api.problems import not_understood
from exchange.web.frame import frame

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MULTIPART = "multipart/form-data"
_AROUND_A_FILE = 64 * 1024
_MOST_AT_ONCE = 200

_PRINTED = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*"
_SENTENCE = f"^{_PRINTED}[A-Za-z]{_PRINTED}$"

_FILE = {"type": "string", "format": "binary", "minLength": 1}
WORKBOOK_DOCUMENT = {
    "required": True,
    "content": {
        XLSX: {"schema": _FILE},
        MULTIPART: {
            "schema": {
                "type": "object",
                "properties": {"file": _FILE},
                "required": ["file"],
                "additionalProperties": False,
            }
        },
    },
}


def workbook(name: str | None) -> tuple[str, bytes]:
    """The file's name and content; 413 before more than the limit is read, 415 for other types."""
    most = frame().desk.readers.limits.file_bytes
    if request.mimetype == XLSX:
        request.max_content_length = most
        name, content = name or "workbook.xlsx", request.get_data(cache=False)
    elif request.mimetype == MULTIPART:
        request.max_content_length = most + _AROUND_A_FILE
        name, content = _part(name)
    else:
        raise UnsupportedMediaType
    if len(content) > most:
        abort(413)
    if not content:
        abort(not_understood({"body": ["The workbook is empty."]}))
    return name, content


def _part(name: str | None) -> tuple[str, bytes]:
    sent = request.files.getlist("file")
    if len(sent) != 1 or request.form or set(request.files) != {"file"}:
        abort(not_understood({"body": {"file": ["One file was expected here, and nothing else."]}}))
    return name or sent[0].filename or "workbook.xlsx", sent[0].stream.read()


class Said(NamedTuple):
    """One explanation: of the warnings of a cell, or of that with the code alone."""

    name: str | None
    code: str | None
    text: str


def _sentence() -> fields.String:
    return fields.String(
        required=True,
        validate=[validate.Length(1, LONGEST), validate.Regexp(_SENTENCE), _is_text],
        metadata={"pattern": _SENTENCE},
    )


def _is_text(text: str) -> None:
    """Half a character of UTF-16 is none."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError("String does not match expected pattern.")


class _Explanation(Schema):
    class Meta:
        unknown = RAISE

    name = fields.String(required=True, allow_none=True)
    code = fields.String(required=True)
    text = _sentence()


class _ByName(Schema):
    said = fields.Dict(fields.String(), _sentence(), validate=validate.Length(1, _MOST_AT_ONCE))


_TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": _SENTENCE}
EXPLANATIONS_DOCUMENT = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "oneOf": [
                    {
                        "type": "object",
                        "description": "The cell's defined name, with the explanation.",
                        "additionalProperties": _TEXT,
                        "minProperties": 1,
                        "maxProperties": _MOST_AT_ONCE,
                    },
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": _MOST_AT_ONCE,
                        "items": {
                            "type": "object",
                            "properties": {
                                "name": {"type": ["string", "null"]},
                                "code": {"type": "string"},
                                "text": _TEXT,
                            },
                            "required": ["name", "code", "text"],
                            "additionalProperties": False,
                        },
                    },
                ]
            },
            "example": {"trafficking_prosecutions": "Cases from earlier years."},
        }
    },
}


def explanations() -> list[Said]:
    """What was explained: a text by a cell's name, or a list that names findings exactly."""
    body = _json()
    try:
        if isinstance(body, list):
            validate.Length(1, _MOST_AT_ONCE)(body)
            return [Said(**each) for each in _Explanation(many=True).load(body)]
        said = _ByName().load({"said": body})["said"]
    except ValidationError as error:
        abort(not_understood({"body": error.messages}))
    return [Said(name, None, text) for name, text in said.items()]


def _json() -> Any:
    try:
        return request.get_json()
    except RecursionError:
        abort(400)
