"""Asks a whole service everything that its OpenAPI document allows, and much that it does not."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from waitress.server import create_server

from exchange.core.people import Role
from exchange.submissions.apart import Readers
from tests.api.asking import Program, doubtful, program, released
from tests.web.delivering import delivered
from tests.web.running import Running, running

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
_PLENTY = 1_000_000


@contextmanager
def listening(service: Running) -> Iterator[str]:
    """The service behind a web server on this machine; gives its address."""
    server = create_server(service.app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)


def somebody(service: Running) -> Program:
    """A coordinator's program, of an exchange in which something is released already."""
    service.app.config["API_PER_MINUTE"] = _PLENTY
    asking = program(service, Role.COORDINATOR, "sint-maarten")
    doubtful(asking)
    asking.send("sint-maarten", 2018)
    asking.send("sint-maarten", 2018, b"not a workbook")
    delivered(service, asking.who, "sint-maarten", 2019)
    released(service, "curacao", 2018)
    return asking


def ask_everything(address: str, asking: Program, examples: int) -> subprocess.CompletedProcess:
    """Every phase and every check of schemathesis; the same questions each time."""
    command = [
        Path(sysconfig.get_path("scripts")) / "schemathesis",
        *("--config-file", CONFIGURATION, "--no-color"),
        *("run", f"{address}/api/v1/openapi.json", "--checks", "all"),
        *("--header", f"Authorization: Bearer {asking.token}"),
        *("--max-examples", str(examples), "--mode", "all"),
        *("--generation-deterministic", "--suppress-health-check", "all"),
        *("--workers", "2", "--request-timeout", "30"),
    ]
    with TemporaryDirectory() as folder:  # it leaves there what it found
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def main() -> int:
    """For ``make fuzz``: how many examples for each operation is the first argument."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        service = stack.enter_context(running(folder, stack.enter_context(Readers())))
        address = stack.enter_context(listening(service))
        found = ask_everything(address, somebody(service), int(sys.argv[1]))
    sys.stdout.write(found.stdout + found.stderr)
    return found.returncode


if __name__ == "__main__":
    sys.exit(main())
