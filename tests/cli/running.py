"""The command as its users run it: in a process of its own, or quickly in ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from exchange.cli.main import exchange


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


def run(*arguments: object, environment: dict[str, str] | None = None) -> Ran:
    """The command in this process; whatever it did not expect is raised."""
    done = CliRunner().invoke(
        exchange,
        [str(argument) for argument in arguments],
        prog_name="exchange",
        catch_exceptions=False,
        env=environment,
    )
    return Ran(done.exit_code, done.stdout, done.stderr)


def run_apart(*arguments: object, cwd: Path | None = None, **environment: str) -> Ran:
    """The command in a process of its own, all of it: the last handler too."""
    done = subprocess.run(
        [sys.executable, "-m", "exchange.cli", *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
    )
    return Ran(
        done.returncode, done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode()
    )
