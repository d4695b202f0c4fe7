"""Small faults put right without the workbook: a corrected one is made, and judged as any other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from exchange.core.form import Form
from exchange.core.versions import Attempt, Channel
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.upload import Incoming, earlier_returns, upload
from exchange.storage import attempts
from exchange.submissions.explanations import subject


class NoFile(Exception):
    """An attempt whose workbook is gone, or could not be read again: nothing to correct."""


def correct(
    desk: Desk, sender: Sender, attempt: Attempt, changes: Mapping[str, str], now: datetime
) -> Attempt:
    """A new attempt with the corrected workbook; the one it follows stays as it is.

    ``changes`` are the new texts of cells by their defined names. What was explained in the file
    stays explained. Raises NoFile, and ReadersBusy where no reader comes free in time.
    """
    with desk.store.reading() as connection:
        content = attempts.file_of(connection, attempt.id)
        own = not sender.on_behalf
        earlier = earlier_returns(connection, attempt.reporter, attempt.year, own=own)
    if content is None:
        raise NoFile
    whose = (attempt.reporter, attempt.year)
    form = Form(desk.codebook, *whose)
    made = desk.readers.correct(content, form, attempt.language, changes, earlier)
    if made is None:
        raise NoFile
    name = f"{attempt.reporter}-{attempt.year}-corrected.xlsx"
    told = {subject(f): f.explanation for f in attempt.findings if f.explanation}
    incoming = Incoming(*whose, name, made, Channel.FIX, attempt.id, told)
    return upload(desk, sender, incoming, now)
