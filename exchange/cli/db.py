"""``exchange db``: the database made, migrated and proved."""

from __future__ import annotations

import click

from exchange.cli.service import any_store, settings
from exchange.storage.upgrade import faults, newest, revision_of, upgrade


@click.group(epilog="Example: exchange db upgrade")
def command() -> None:
    """Create or migrate the database, or prove that it is whole.

    The database is the one that EXCHANGE_DATABASE_URL names, by default SQLite in var/.
    """


@command.command("upgrade", epilog="Example: exchange db upgrade")
def upgrade_() -> None:
    """Create the database, or bring it to the schema of this version.

    Nothing that it holds is lost; each step is done whole or not at all.
    """
    with any_store(settings()) as store:
        before = revision_of(store)
        upgrade(store)
        after = revision_of(store)
    if before == after:
        click.echo(f"The database has today's schema ({after}); nothing was to do.")
    else:
        click.echo(f"The database now has today's schema ({after}).")


@command.command(epilog="Example: exchange db check")
@click.pass_context
def check(ctx: click.Context) -> None:
    """Prove that the database is whole: schema, guards, and every row's place.

    Exit code 0: nothing is wrong. 1: something is, and is listed on standard error.
    """
    with any_store(settings()) as store:
        found = faults(store)
    if found:
        click.echo("\n".join(found), err=True)
        click.echo("If the schema is an older one: exchange db upgrade.", err=True)
        ctx.exit(1)
    click.echo(f"The database is whole; its schema is today's ({newest()}).")
