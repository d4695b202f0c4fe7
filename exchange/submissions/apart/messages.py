"""What goes over the pipes: a task with a file one way, what was made of it the other."""

from __future__ import annotations

import struct
import sys
from collections.abc import Mapping
from typing import IO, NamedTuple

from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Form
from exchange.core.returns import Entry, Finding, Return, Source, Verdict
from exchange.settings import MEBIBYTE, Apart, Limits
from exchange.submissions.apart.values import Odd
from exchange.submissions.judgement import Judgement
from exchange.wording.finding_texts import TEXTS

_SIZES = struct.Struct(">QQ")
_CHUNK = MEBIBYTE


class Sizes(NamedTuple):
    """How large the two halves of a message may be, in bytes."""

    words: int = sys.maxsize
    content: int = sys.maxsize


ANY_SIZE = Sizes()
MOST_TAKEN = Sizes(words=8 * MEBIBYTE, content=64 * MEBIBYTE)
"""Of what a reader sends; its answer about a filled form has some 50 000 bytes."""


OUT_OF_MEMORY = 3
"""The exit code of a reader that asked for more than it may have."""


class Orders(NamedTuple):
    """What a reader is told when it is started."""

    codebook: str | None
    limits: Limits
    apart: Apart


class Told(NamedTuple):
    """A judgement without what both sides have: the code book, the form, the file's name."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    language: str
    codebook_id: str | None
    reporter: str | None
    year: int | None
    has_form: bool
    returned: Return | None


class Task(NamedTuple):
    """A file to judge; with ``told`` and ``language``, one to put its marks into.

    With ``changes`` as well, one in which some cells are to be changed, and none is marked.
    """

    file: str = ""
    earlier: tuple[Return, ...] = ()
    explanations: Mapping[str, str] = {}
    told: Told | None = None
    language: str = ""
    changes: Mapping[str, str] = {}


class Reply(NamedTuple):
    """What was judged; None where the answer is a file. A ``worn`` reader takes no more tasks."""

    told: Told | None = None
    worn: bool = False


class Message(NamedTuple):
    """A value as JSON, and the bytes of a file beside it."""

    words: bytes
    content: bytes = b""


def told_of(judgement: Judgement) -> Told:
    """What of a judgement travels."""
    return Told(
        judgement.verdict,
        judgement.findings,
        judgement.language,
        judgement.codebook_id,
        judgement.reporter,
        judgement.year,
        judgement.form is not None,
        judgement.returned,
    )


def judgement_of(told: Told, source: Source, codebook: CodeBook) -> Judgement:
    """The judgement on a file; raises ``Odd`` where no reading of ours could have made it."""
    form = _form(told, codebook)
    _refuse_strangers(told, form, codebook, source)
    findings, returned = told.findings, told.returned
    about = (told.language, told.codebook_id, told.reporter, told.year, form, returned)
    return Judgement(source, told.verdict, codebook, findings, *about)


def _form(told: Told, codebook: CodeBook) -> Form | None:
    if not told.has_form:
        return None
    if told.reporter is None or told.year is None or not codebook.asks(told.reporter, told.year):
        raise Odd("a form that the code book does not have")
    return Form(codebook, told.reporter, told.year)


def _refuse_strangers(told: Told, form: Form | None, codebook: CodeBook, source: Source) -> None:
    if told.language not in codebook.languages:
        raise Odd("a language of no form")
    if not all(finding.code in TEXTS for finding in told.findings):
        raise Odd("a finding of no kind")
    if told.returned is None:
        return
    whose = (told.returned.reporter, told.returned.year, told.returned.source)
    if form is None or whose != (form.reporter, form.year, source):
        raise Odd("a return of another file")
    asked = {*form.keys}
    for key, observation in told.returned.observations.items():
        if key not in asked or not _is_said(observation.entry, key, codebook):
            raise Odd("figures that nobody asked for")


def _is_said(entry: Entry, key: Key, codebook: CodeBook) -> bool:
    """Whether the code book knows what an entry says of a key."""
    counted = entry.value is None or entry.value >= 0
    words = entry.status in codebook.statuses and entry.basis in (None, *codebook.bases)
    return entry.key == key and counted and words


def send(pipe: IO[bytes], message: Message) -> None:
    """Writes a message; raises OSError where nobody is there to read it."""
    sizes = _SIZES.pack(len(message.words), len(message.content))
    for part in (sizes + message.words, message.content):
        rest = memoryview(part)
        while rest:
            rest = rest[pipe.write(rest) :]
    pipe.flush()


def receive(pipe: IO[bytes], most: Sizes = ANY_SIZE) -> Message | None:
    """The next message, None where the other side is gone.

    Raises ``Odd`` for one larger than is taken, before it is read.
    """
    header = _exactly(pipe, _SIZES.size)
    if header is None:
        return None
    sizes = Sizes(*_SIZES.unpack(header))
    if sizes.words > most.words or sizes.content > most.content:
        raise Odd(f"{sizes.words} and {sizes.content} bytes")
    words, content = _exactly(pipe, sizes.words), _exactly(pipe, sizes.content)
    return None if words is None or content is None else Message(words, content)


def _exactly(pipe: IO[bytes], size: int) -> bytes | None:
    """So many bytes, None where the pipe ends before."""
    parts, missing = [], size
    while missing:
        part = pipe.read(min(missing, _CHUNK))
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
