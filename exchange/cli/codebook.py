"""``exchange codebook``: the reference page."""

from __future__ import annotations

import click

from exchange.codebooks import load
from exchange.publish.reference import to_json, to_markdown


@click.command(epilog="Example: exchange codebook --format md > codebook.md")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json"]),
    default="md",
    show_default=True,
    help="For people or for programs.",
)
def command(form: str) -> None:
    """Print the reference page: figures, breakdowns, statuses, rules and finding codes."""
    codebook = load()
    click.echo(to_json(codebook) if form == "json" else to_markdown(codebook), nl=False)
