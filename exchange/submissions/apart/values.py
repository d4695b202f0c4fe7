"""Values as JSON and back: what comes back is built from the declared types, or refused.

No pickle: a process that has touched hostile bytes could make one do anything to who loads it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Builder = Callable[[Any], Any]
SCALARS = (str, int, float, bool, NoneType)


class Odd(Exception):
    """Data that is not what was to come."""


def packed(value: object) -> bytes:
    """A value as JSON: named tuples and dataclasses as lists, enums as their values."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode("ascii")


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        given = (getattr(value, field.name) for field in fields(value))
        # Mappings as pairs: their keys need not be texts.
        return [list(one.items()) if isinstance(one, Mapping) else one for one in given]
    raise TypeError(f"{type(value).__name__} does not travel")


def unpacked(content: bytes, kind: type[Value]) -> Value:
    """The value of a type; raises ``Odd`` for anything that is not exactly of its shape."""
    try:
        hint: Any = kind
        value: Value = _builder(hint)(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise Odd(str(error)) from None
    return value


@cache
def _builder(hint: Any) -> Builder:
    """What builds values of a type out of JSON, by the type's own declaration."""
    origin: Any = get_origin(hint)
    args = get_args(hint)
    if origin in (Union, UnionType):
        return _optional(*args)
    if origin is tuple:
        return _sequence(args[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*args)
    if hint is object:
        return _scalar(SCALARS)
    if hint in SCALARS:
        return _scalar((float, int) if hint is float else (hint,))
    return _member(hint) if issubclass(hint, Enum) else _record(hint)


def _scalar(kinds: tuple[type, ...]) -> Builder:
    def build(data: Any) -> Any:
        if type(data) not in kinds:
            raise Odd(f"{type(data).__name__} in place of {kinds[0].__name__}")
        return data

    return build


def _member(kind: type[Enum]) -> Builder:
    """One of an enum's members, by its value; anything else is a ValueError."""
    return lambda data: kind(_builder(str)(data))


def _optional(hint: Any, nothing: type) -> Builder:
    """``X | None``, which is the only union that travels."""
    if nothing is not NoneType:
        raise TypeError("None comes last, and nothing else beside one type")
    inner = _builder(hint)
    return lambda data: None if data is None else inner(data)


def _sequence(hint: Any) -> Builder:
    inner = _builder(hint)
    return lambda data: tuple(map(inner, _list(data)))


def _mapping(key: Any, value: Any) -> Builder:
    keys, values = _builder(key), _builder(value)

    def build(data: Any) -> dict[Any, Any]:
        pairs = data.items() if isinstance(data, dict) else map(_pair, _list(data))
        return {keys(name): values(one) for name, one in pairs}

    return build


def _record(kind: Any) -> Builder:
    """A named tuple or a dataclass, all of its fields in order."""
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)] if is_dataclass(kind) else kind._fields
    builders = [_builder(hints[name]) for name in names]

    def build(data: Any) -> Any:
        if len(_list(data)) != len(builders):
            raise Odd(f"{len(data)} fields in place of a {kind.__name__}")
        return kind(*(field(one) for field, one in zip(builders, data, strict=True)))

    return build


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise Odd(f"{type(data).__name__} in place of a list")
    return data


def _pair(data: Any) -> tuple[Any, Any]:
    if len(_list(data)) != 2:
        raise Odd("a mapping is made of pairs")
    return data[0], data[1]
