"""``exchange demo``: the service on this machine alone, with the samples delivered in it."""

from __future__ import annotations

from pathlib import Path

import click

from exchange.cli.demo_contents import Account, accounts, fill
from exchange.cli.demo_folder import kept_in
from exchange.cli.serve import HOST, PORT, serve
from exchange.cli.service import NotSetUp, any_store, desk, now
from exchange.deliveries.desk import Desk
from exchange.service import Service
from exchange.storage.upgrade import upgrade
from exchange.web.languages import OWN_NAMES

SAMPLES = Path("samples")
FOLDER = Path("var") / "demo"


@click.command(epilog="Example: exchange demo --port 8000")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, metavar="PORT"
)
def command(port: int) -> None:
    """Run the demonstration: accounts of every role, the samples released, no mail sent.

    It reads samples/ and keeps everything in var/demo/: run it where the README lies, as “make
    demo” does. Starting it again goes on where it was. Only this machine can reach it.
    """
    samples = sorted(SAMPLES.glob("*.xlsx"))
    if not samples:
        raise NotSetUp("There is no samples/ here; run the demonstration where the README lies.")
    kept = kept_in(FOLDER)
    service = Service(
        database_url=f"sqlite:///{FOLDER.as_posix()}/exchange.db",
        secret_key=kept.secret,
        public_url=f"http://{HOST}:{port}",
        demonstration=True,
    )
    with any_store(service) as store:
        upgrade(store)
    with desk(service) as opened:
        fill(opened, kept.password, samples, now())
        told = _told(opened, service, kept.password)
        serve(service, opened, (HOST, port), ready=lambda: click.echo(told))


def _told(opened: Desk, service: Service, password: str) -> str:
    """Where to look, and as whom to sign in."""
    people = [
        f"  {account.name:<40} {account.email}{_reading(account)}" for account in accounts(opened)
    ]
    return "\n".join(
        [
            f"The demonstration runs on {service.public_url}",
            "",
            f"Sign in with the password {password} as one of these:",
            "",
            *people,
            "",
            f"Letters are not sent; they are to be read on {service.public_url}/mailbox,",
            "where the reminders of the next meeting lie a few seconds after the start.",
            f"Everything is kept in {FOLDER}/; remove that folder to begin anew. Ctrl+C ends it.",
        ]
    )


def _reading(account: Account) -> str:
    return f" ({OWN_NAMES[account.language]})" if account.language else ""
