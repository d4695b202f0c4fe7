"""The command line: translates between a shell and the use cases, decides nothing."""

import atexit
import gc

# A command is over before collecting garbage pays: by default a tenth of a check's time went there,
# and as much again into a last search through all that is about to go anyway.
gc.set_threshold(100_000)
atexit.register(gc.freeze)

from exchange.cli.main import main  # noqa: E402 - what is imported is what would be searched

__all__ = ["main"]
