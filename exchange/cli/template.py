"""``exchange template``: a blank form for one reporter and year."""

from __future__ import annotations

from pathlib import Path

import click

from exchange.cli.options import (
    EXISTING,
    OUT,
    language_option,
    previous_return,
    refuse_overwriting,
    write_whole,
)
from exchange.codebooks import load
from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.validation import Schemas
from exchange.workbook.form import write_form


@click.command(
    epilog="Example: exchange template --reporter sint-maarten --year 2024 --language en -o t.xlsx"
)
@click.option("--reporter", required=True, metavar="R", help="The area, for example curacao.")
@click.option("--year", required=True, type=int, metavar="Y", help="The year of the figures.")
@language_option("the reporter's first")
@click.option("--previous", type=EXISTING, help="Last year's return, shown beside the inputs.")
@click.option("-o", "--output", "out", type=OUT, required=True, metavar="OUT.xlsx")
def command(
    reporter: str, year: int, language: str | None, previous: Path | None, out: Path
) -> None:
    """Make a blank form for one reporter and year."""
    if previous:
        refuse_overwriting(out, [previous])
    codebook = load()
    form = form_of(codebook, reporter, year)
    earlier = previous_return(previous, Schemas(codebook), reporter) if previous else None
    if earlier and earlier.year != year - 1:
        raise click.UsageError(
            f"--previous {previous}: this is a return for {earlier.year}; "
            f"one for {year - 1} was expected."
        )
    chosen = language or codebook.reporters[reporter].languages[0]
    write_whole(out, write_form(form, chosen, earlier))
    click.echo(f"{out}: the form of {codebook.reporters[reporter].label['en']} for {year}.")


def form_of(codebook: CodeBook, reporter: str, year: int) -> Form:
    """The form asked for; a reporter or year the code book does not have is wrong usage."""
    if reporter not in codebook.reporters:
        raise click.UsageError(
            f"--reporter {reporter}: expected one of {', '.join(codebook.reporters)}."
        )
    if not codebook.asks(reporter, year):
        raise click.UsageError(
            f"--year {year}: figures are exchanged from {codebook.first_year} on."
        )
    return Form(codebook, reporter, year)
