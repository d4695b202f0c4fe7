"""``python -m benchmarks [names…] [--rounds N]``: exit code 1 only where a benchmark is void."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

from benchmarks import check, compare, pages, process, reminders, scale, upload, writing
from benchmarks.measuring import HEADINGS, Line, Void, shown

BENCHMARKS: dict[str, Callable[[int], Iterable[Line]]] = {
    "check": check.run,
    "process": process.run,
    "writing": writing.run,
    "compare": compare.run,
    "scale": scale.run,
    "pages": pages.run,
    "upload": upload.run,
    "reminders": reminders.run,
}


def main() -> int:
    """Prints a line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    parser.add_argument(
        "--rounds", type=int, default=15, help="default %(default)s; slow ones less"
    )
    given = parser.parse_args()
    if unknown := set(given.names) - set(BENCHMARKS):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    print(shown(HEADINGS))
    voids = [_void(name, max(1, given.rounds)) for name in given.names or BENCHMARKS]
    return 1 if any(voids) else 0


def _void(name: str, rounds: int) -> bool:
    """Runs one benchmark; tells whether both sides did not do the same."""
    try:
        for line in BENCHMARKS[name](rounds):
            print(shown(line), flush=True)
    except Void as reason:
        print(f"{name}: VOID, {reason}", flush=True)
        return True
    return False


sys.exit(main())
