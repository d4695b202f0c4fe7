"""The command line: translates between a shell and the use cases, decides nothing."""

from exchange.cli.main import main

__all__ = ["main"]
