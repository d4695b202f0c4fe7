"""Reads a code book; a broken one is refused with file, place and reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from exchange.codebooks.references import faults
from exchange.codebooks.shape import CodeBookShape
from exchange.core.codebook import (
    Area,
    Breakdown,
    CodeBook,
    Figure,
    Offence,
    Reporter,
    Rule,
    Status,
)
from exchange.resources import schemas


class BrokenCodeBook(Exception):
    """A code book that cannot be trusted: the file, and each place with its reason."""

    def __init__(self, file: Path, reasons: list[str]) -> None:
        self.file = file
        self.reasons = reasons
        super().__init__("\n".join(f"{file.name}: {reason}" for reason in reasons))


def installed() -> tuple[str, ...]:
    """The code books that came with the product, the newest last."""
    return tuple(sorted(path.stem for path in schemas().glob("*.toml")))


@cache
def load(name: str | None = None) -> CodeBook:
    """An installed code book, by default the newest; raises ``BrokenCodeBook``."""
    return load_file(schemas() / f"{name or installed()[-1]}.toml")


def load_file(file: Path) -> CodeBook:
    """A code book from a file; raises ``BrokenCodeBook`` with every fault found."""
    try:
        items = CodeBookShape().load(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise BrokenCodeBook(file, [f"not TOML: {error}"]) from error
    except ValidationError as error:
        raise BrokenCodeBook(file, list(_flat(error.messages))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenCodeBook(file, [f"cannot be read: {error}"]) from error
    codebook = _assemble(items)
    reasons = list(faults(codebook))
    if reasons:
        raise BrokenCodeBook(file, reasons)
    return codebook


def _flat(messages: Any, place: str = "") -> Iterator[str]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            step = "" if key in ("key", "value") else f".{key}"
            yield from _flat(inner, f"{place}{step}")
    else:
        yield f"{place.lstrip('.') or 'the file'}: {' '.join(map(str, messages))}"


def _assemble(items: dict[str, Any]) -> CodeBook:
    """The values a code book is made of; lists become tuples."""
    kinds = {
        "reporters": Reporter,
        "areas": Area,
        "offences": Offence,
        "figures": Figure,
        "breakdowns": Breakdown,
        "statuses": Status,
    }
    made: dict[str, Any] = {
        group: {slug: kind(slug=slug, **_tuples(item)) for slug, item in items[group].items()}
        for group, kind in kinds.items()
    }
    made["rules"] = {code: Rule(code=code, **rule) for code, rule in items["rules"].items()}
    made["asked"] = items["asked"]["typed"]
    return CodeBook(**_tuples({**items, **made}))


def _tuples(item: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in item.items()}
