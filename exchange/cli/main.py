"""The ``exchange`` command and its one handler for what goes wrong."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

COMMANDS = {
    "template": "Make a blank form for one reporter and year.",
    "check": "Say cell by cell what is wrong with a return.",
    "compare": "Merge returns into the four-country comparison.",
    "codebook": "Print the reference page: figures, statuses, rules, finding codes.",
    "db": "Create or migrate the database, or prove that it is whole.",
    "user": "Invite people, list them, close an account.",
    "submit": "Deliver a return, as an upload would.",
    "overview": "Write the comparison of what was released.",
    "meeting": "Set, list and cancel meetings.",
    "remind": "Send the reminders that are due, or say who would get one.",
    "calendar": "Say who gets which reminder, and when.",
    "contacts": "Write the contact list.",
    "serve": "Run the service.",
    "worker": "Do what the service does without anybody asking.",
    "demo": "Run the demonstration, with the samples in it.",
}
"""Each command is a module of its own, imported when it is asked for: a check starts quickly."""


class Commands(click.Group):
    """The commands, each in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"exchange.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: exchange template --reporter aruba --year 2025 -o aruba-2025.xlsx",
)
@click.version_option(package_name="mou-exchange", prog_name="exchange")
def exchange() -> None:
    """The yearly exchange of figures on human trafficking and migrant smuggling."""


def main() -> None:
    """Runs a command; what the user cannot have caused gets a reference number, no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that a terminal or a pipe does not have is no reason to stop half-way.
            stream.reconfigure(errors="backslashreplace")
    try:
        exchange(prog_name="exchange")
    except Exception:  # noqa: BLE001 - the last line of defence for whoever typed the command
        from exchange.cli.mishap import report_mishap  # noqa: PLC0415 - a check starts quickly

        sys.exit(report_mishap())
