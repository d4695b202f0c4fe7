"""``exchange serve``: the service behind a production web server."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import click
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from exchange.cli.options import limits
from exchange.cli.post import door
from exchange.cli.service import NotSetUp, desk, strict_settings
from exchange.cli.worker import at_work
from exchange.deliveries.desk import Desk
from exchange.service import Service
from exchange.web import create_app
from exchange.web.safely import PROTECTING

HOST, PORT = "127.0.0.1", 8000
_HARD_LIMIT = 4
"""The web server cuts off what is this many times too large; below, a page says so kindly."""


@click.command(epilog="Example: exchange serve --host 0.0.0.0 --port 8000")
@click.option("--host", default=HOST, show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, metavar="PORT"
)
@click.option("--no-worker", is_flag=True, help="“exchange worker” runs elsewhere.")
def command(host: str, port: int, no_worker: bool) -> None:
    """Run the service. Ends on Ctrl+C or SIGTERM.

    It listens for HTTP; put it behind TLS and give that address as EXCHANGE_PUBLIC_URL.
    """
    service = strict_settings()
    with desk(service) as opened:
        serve(service, opened, (host, port), worker=not no_worker)


def serve(
    service: Service,
    opened: Desk,
    address: tuple[str, int],
    *,
    worker: bool = True,
    ready: Callable[[], None] | None = None,
) -> None:
    """Answers requests until told to end; ``ready`` is called once it listens."""
    app = create_app(service, opened, door(service, opened.store))
    with ExitStack() as stack:
        server = create_server(
            app,
            sockets=[stack.enter_context(_listening(address))],
            threads=service.threads,
            url_scheme=urlsplit(service.public_url).scheme,
            max_request_body_size=_HARD_LIMIT * limits().file_bytes,
            clear_untrusted_proxy_headers=True,
            **_behind(service.trusted_proxy),
            ident=None,
        )
        server.channel_class = _Protected
        stack.callback(server.close)
        if worker:
            stack.enter_context(at_work(service, opened.store))
        signal.signal(signal.SIGTERM, _end)
        if ready is not None:
            ready()
        else:
            click.echo(f"The service listens on http://{address[0]}:{address[1]}.")
            if not service.smtp_url:
                click.echo("No letters are sent: EXCHANGE_SMTP_URL is not set.")
        with suppress(KeyboardInterrupt):
            server.run()


class _Refusal(ErrorTask):  # type: ignore[misc]
    """What the web server itself refuses carries the headers of every other answer."""

    def execute(self) -> None:
        self.response_headers.extend([*PROTECTING.items(), ("Cache-Control", "no-store")])
        super().execute()


class _Protected(HTTPChannel):  # type: ignore[misc]
    error_task_class = _Refusal


def _behind(proxy: str) -> dict[str, object]:
    """What makes the server believe one proxy, and nobody else, about who is asking."""
    if not proxy:
        return {}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def _listening(address: tuple[str, int]) -> socket.socket:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    try:
        return socket.create_server(address, family=family)
    except OSError as error:
        raise NotSetUp(
            f"{address[0]}:{address[1]} cannot be listened on: {_why(error)}. "
            "Choose another one with --port."
        ) from None


def _why(error: OSError) -> str:
    """In the system's words; the library adds to them what was said before."""
    return os.strerror(error.errno) if error.errno else str(error)


def _end(*_: object) -> None:
    """As Ctrl+C does: requests being answered are finished first."""
    sys.exit(0)
