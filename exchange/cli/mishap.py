"""What is said when something goes wrong on our side."""

from __future__ import annotations

import secrets
import tempfile
import traceback
from pathlib import Path

import click

OUR_FAULT = 3
"""The exit code for a fault of ours; 1 and 2 are about the file or the command."""


def report_mishap() -> int:
    """Keeps the details in a file, tells the reference, gives the exit code."""
    reference = secrets.token_hex(3).upper()
    click.echo(
        f"Something went wrong on our side (reference {reference}). Your files are as they were.\n"
        f"{_where(reference, traceback.format_exc())}",
        err=True,
    )
    return OUR_FAULT


def _where(reference: str, details: str) -> str:
    try:
        log = Path(tempfile.gettempdir()) / f"exchange-{reference}.log"
        log.write_text(details, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return "The details could not be kept: there is no folder for temporary files."
    return f"The details for who looks after the exchange are in {log}."
