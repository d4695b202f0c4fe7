"""Options that several commands share, and writing a result whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from exchange.core.returns import Return
from exchange.settings import Limits, limits_from
from exchange.submissions.check import judge
from exchange.submissions.files import content_of
from exchange.validation import Schemas
from exchange.wording import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


class LanguageChoice(click.Choice[str]):
    """A language; ``pap`` alone means Curaçao's Papiamentu."""

    def __init__(self) -> None:
        super().__init__([*LANGUAGES, "pap"], case_sensitive=False)

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        chosen = super().convert(value, param, ctx)
        return "pap-CW" if chosen == "pap" else chosen


def language_option(default: str) -> Callable[[Command], Command]:
    """``--language L``; ``default`` says in words what is taken without it."""
    return click.option(
        "--language",
        type=LanguageChoice(),
        metavar="L",
        help=f"nl, en, pap-CW or pap-AW (pap means pap-CW); by default {default}.",
    )


def limits() -> Limits:
    """The limits as the environment sets them."""
    try:
        return limits_from(os.environ)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def content_named(file: Path) -> bytes:
    """The bytes of a file given on the command line."""
    try:
        return content_of(file, limits())
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from None


def speaks_utf8() -> bool:
    """Whether what is printed can hold every letter; a pipe on Windows cannot."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def previous_return(file: Path, schemas: Schemas, reporter: str | None) -> Return:
    """The return in an earlier workbook; one that holds none of this reporter is wrong usage."""
    judged = judge(content_named(file), file.name, schemas, limits=limits())
    if judged.returned is None:
        raise click.UsageError(
            f"--previous {file}: no return could be read from it; "
            f"run “exchange check {file}” to see why."
        )
    if reporter and judged.returned.reporter != reporter:
        raise click.UsageError(
            f"--previous {file}: this is a return of {judged.returned.reporter}, "
            f"one of {reporter} was expected."
        )
    return judged.returned


def refuse_overwriting(out: Path, inputs: Iterable[Path]) -> None:
    """A return is never replaced by what is made of it."""
    for file in inputs:
        if out.exists() and file.exists() and out.samefile(file):
            raise click.UsageError(f"{out} is the file that is read; write to another one.")


def write_whole(out: Path, content: bytes) -> None:
    """Writes a file so that it is there whole or not at all; a device or a pipe as it comes."""
    if not out.name:
        raise click.UsageError("The output has no name; a file to write was expected.")
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        if out.exists() and not out.is_file():
            out.write_bytes(content)
            return
        beside.write_bytes(content)
        beside.replace(out)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink()
        if not isinstance(error, OSError):
            raise
        raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from None
