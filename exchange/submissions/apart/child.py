"""A reader's own process: takes files from its standard input until that is closed.

Started as ``python -m exchange.submissions.apart.child``. It has no secrets, writes no files and
talks to nobody but the process that started it.
"""

from __future__ import annotations

import gc
import sys
from itertools import count
from typing import IO, NamedTuple

from exchange.codebooks import load
from exchange.core.returns import Source
from exchange.settings import Apart, Limits
from exchange.submissions.annotate import annotate
from exchange.submissions.apart.confine import allow, confine, memory_held, silence
from exchange.submissions.apart.messages import (
    OUT_OF_MEMORY,
    Message,
    Orders,
    Reply,
    Task,
    Told,
    judgement_of,
    receive,
    send,
    told_of,
)
from exchange.submissions.apart.values import packed, unpacked
from exchange.submissions.check import judge
from exchange.submissions.correct import correct
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from exchange.wording import translator
from exchange.workbook.form import write_form

MOST_TASKS = 1_000
"""After so many a fresh process takes over, with nothing left in it of any sender."""


class Work(NamedTuple):
    """What a reader has at hand for each file."""

    schemas: Schemas
    limits: Limits


def main(orders: Orders) -> int:
    """Answers tasks until there are no more; the exit code."""
    work = Work(Schemas(load(orders.codebook)), orders.limits)
    try:
        warm(work.schemas)
        # What is there by now stays: no collection has to look through it again.
        gc.freeze()
        confine(orders.apart)
        silence()
        serve(sys.stdin.buffer, sys.stdout.buffer, work, orders.apart)
    except MemoryError:
        return OUT_OF_MEMORY
    except BrokenPipeError:
        return 0
    return 0


def warm(schemas: Schemas) -> None:
    """Goes once through what each task goes through, so that the first is as quick as the next."""
    book = schemas.codebook
    forms = [schemas.of(reporter, book.template_year).form for reporter in book.reporters]
    for language in book.languages:
        translator(language)
    blank = write_form(forms[0], "en")
    annotate(judge(blank, "", schemas), blank, "en")


def serve(tasks: IO[bytes], replies: IO[bytes], work: Work, apart: Apart) -> None:
    """Says that it is ready, then answers one message after the other."""
    send(replies, Message(packed(Reply())))
    for number in count(1):
        message = receive(tasks)
        if message is None:
            return
        allow(apart.cpu_seconds)
        told, content = answer(unpacked(message.words, Task), message.content, work)
        worn = number >= MOST_TASKS or memory_held() > apart.memory_bytes // 2
        send(replies, Message(packed(Reply(told, worn)), content))
        if worn:
            return


def answer(task: Task, content: bytes, work: Work) -> tuple[Told | None, bytes]:
    """What is said of a file, or the file marked or corrected; empty where none can be made."""
    schemas, limits = work
    if task.told is not None:
        judgement = judgement_of(task.told, Source(task.file, ""), schemas.codebook)
        return None, _made(task, judgement, content, limits) or b""
    judgement = judge(
        content,
        task.file,
        schemas,
        earlier=task.earlier,
        explanations=task.explanations,
        limits=limits,
    )
    return told_of(judgement), b""


def _made(task: Task, judgement: Judgement, content: bytes, limits: Limits) -> bytes | None:
    if not task.changes:
        return annotate(judgement, content, task.language, task.earlier, limits)
    if judgement.form is None:
        return None
    return correct(content, judgement.form, task.language, task.changes, task.earlier, limits)


if __name__ == "__main__":
    sys.exit(main(unpacked(sys.argv[1].encode(), Orders)))
