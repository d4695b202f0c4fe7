"""The files of an attempt: as it was sent, and with a mark at every finding."""

from __future__ import annotations

from exchange.core.form import Form
from exchange.core.versions import Attempt
from exchange.deliveries.desk import Desk
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.upload import earlier_returns
from exchange.storage import attempts
from exchange.submissions.judgement import Judgement


def as_sent(desk: Desk, attempt: Attempt) -> bytes | None:
    """The workbook to the letter; None where it was taken away."""
    with desk.store.reading() as connection:
        return attempts.file_of(connection, attempt.id)


def can_be_marked(attempt: Attempt) -> bool:
    """Whether there is a form to put marks into."""
    names_gone = any(finding.code == "names-missing" for finding in attempt.findings)
    return attempt.returned is not None or names_gone


def with_marks(desk: Desk, attempt: Attempt, language: str, *, own: bool) -> bytes | None:
    """A fresh form with the sender's figures and a mark at each finding, as it stands now.

    Who is not the reporter's ``own`` finds beside them what was released the year before. None
    where the file was taken away, or there is no form in it. Raises ReadersBusy.
    """
    with desk.store.reading() as connection:
        content = attempts.file_of(connection, attempt.id)
        attempt = as_it_stands(connection, desk.codebook, attempt)
        earlier = earlier_returns(connection, attempt.reporter, attempt.year, own=own)
    if content is None or not can_be_marked(attempt):
        return None
    return desk.readers.annotate(_judgement(desk, attempt), content, language, earlier)


def _judgement(desk: Desk, attempt: Attempt) -> Judgement:
    book, whose = desk.codebook, (attempt.reporter, attempt.year)
    form = Form(book, *whose) if attempt.returned is not None else None
    about = (attempt.language, book.id, *whose, form, attempt.returned)
    return Judgement(attempt.source, attempt.verdict, book, attempt.findings, *about)
