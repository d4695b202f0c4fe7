"""``exchange contacts``: the contact list as a file."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from exchange.cli.options import OUT, language_option, write_whole
from exchange.cli.service import now, opened, settings
from exchange.codebooks import load
from exchange.contacts.listing import listed
from exchange.publish.contact_list import MEDIA_TYPES, write
from exchange.wording.people_texts import ZONE


@click.command(epilog="Example: exchange contacts -o contacts.xlsx --language nl")
@click.option("-o", "--output", "out", type=OUT, required=True, metavar="OUT")
@language_option("English")
def command(out: Path, language: str | None) -> None:
    """Write the contact list as it is today, as .xlsx or as .csv."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in MEDIA_TYPES:
        raise click.UsageError(f"{out}: a name that ends in .xlsx or .csv was expected.")
    book = load()
    with opened(settings()) as store, store.reading() as connection:
        listing = listed(connection, book)
    day = now().astimezone(ZoneInfo(ZONE)).date()
    write_whole(out, write(listing, book, day, ending, language or "en"))
    click.echo(f"{out}: the contact list, {len(listing.lines)} contacts.")
