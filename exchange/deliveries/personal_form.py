"""The form of one reporter and year, with the figures of the year before in grey beside it."""

from __future__ import annotations

from exchange.core.form import Form
from exchange.deliveries.desk import Desk
from exchange.deliveries.upload import standing
from exchange.storage import current, observations
from exchange.workbook.form import write_form


def personal_form(desk: Desk, reporter: str, year: int, language: str, *, own: bool) -> bytes:
    """The blank form as ``.xlsx``.

    Who is the reporter's ``own`` finds the latest word on the year before in it, released or
    not; anybody else only what was released. The reporter is asked for the year.
    """
    latest = standing if own else current.authoritative
    with desk.store.reading() as connection:
        before = latest(connection, reporter, year - 1)
        previous = observations.return_of(connection, before) if before else None
    return write_form(Form(desk.codebook, reporter, year), language, previous)
