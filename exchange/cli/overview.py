"""``exchange overview``: the comparison of what was released, from the store."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import click

from exchange.cli.compare import format_of
from exchange.cli.options import OUT, language_option, write_whole
from exchange.cli.service import now, opened, settings
from exchange.codebooks import load
from exchange.overviews.compared import Period, known_in
from exchange.overviews.files import file_of
from exchange.publish import FORMATS

_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


def years_between(
    _ctx: click.Context, _param: click.Parameter, given: str | None
) -> tuple[int, int] | None:
    """``2016-2019`` or ``2019`` as first and last year."""
    if given is None:
        return None
    found = _YEARS.fullmatch(given)
    if not found or int(found[1]) > int(found[2] or found[1]):
        raise click.BadParameter(f"“{given}” was given; two years such as 2016-2019 were expected.")
    return int(found[1]), int(found[2] or found[1])


def instant(_ctx: click.Context, _param: click.Parameter, given: str | None) -> datetime | None:
    """A date and time that says how far it is from UTC, as nobody could tell it otherwise."""
    if given is None:
        return None
    try:
        read = datetime.fromisoformat(given)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise click.BadParameter(
            f"“{given}” was given; a date and time with its distance from UTC was expected, "
            "such as 2026-06-02T17:00-04:00."
        )
    return read


@click.command(epilog="Example: exchange overview -o overview.xlsx --years 2016-2019 --language nl")
@click.option("-o", "--output", "out", type=OUT, required=True, metavar="OUT")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default what OUT's ending says."
)
@click.option("--years", callback=years_between, metavar="A-B", help="By default all.")
@click.option(
    "--as-of",
    "as_of",
    callback=instant,
    metavar="INSTANT",
    help="As it was known then, such as 2026-06-02T17:00-04:00; by default now.",
)
@language_option("English")
def command(
    out: Path,
    form: str | None,
    years: tuple[int, int] | None,
    as_of: datetime | None,
    language: str | None,
) -> None:
    """Write the comparison of what the reporters released."""
    chosen = form or format_of(out)
    with opened(settings()) as store:
        with store.reading() as connection:
            known = known_in(connection, Period(as_of)).years
        first, last = years or (min(known, default=0), max(known, default=0))
        wanted = tuple(year for year in known if first <= year <= last)
        if not wanted:
            raise click.ClickException("Nothing of that is released; nothing was written.")
        period = Period(as_of, wanted if years else None)
        made = file_of(store, load(), period, chosen, language or "en", now())
    write_whole(out, made.content)
    span = f"{wanted[0]}–{wanted[-1]}" if len(wanted) > 1 else f"{wanted[0]}"
    click.echo(f"{out}: the figures of {span}, content {made.content_sha256}.")
