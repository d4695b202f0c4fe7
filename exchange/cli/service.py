"""What the commands of the service share: its settings, its database, the readers."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from exchange.cli.options import limits
from exchange.codebooks import load
from exchange.deliveries.desk import Desk
from exchange.service import PREFIX, Service, Unsafe, service_from
from exchange.settings import Apart, apart_from
from exchange.storage import Store
from exchange.storage.upgrade import newest, revision_of
from exchange.submissions.apart import Readers

_SECRET = PREFIX + "SECRET_KEY"

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for scripts.",
)


class NotSetUp(click.ClickException):
    """The service cannot be used as it is set up; the exit code is that of wrong usage."""

    exit_code = 2


def strict_settings() -> Service:
    """The settings as the environment has them, all of them safe."""
    try:
        return service_from(os.environ)
    except Unsafe as unsafe:
        raise NotSetUp("\n".join(unsafe.reasons)) from None


def settings() -> Service:
    """The settings for a command that signs nobody in: it needs no secret, so asks for none."""
    try:
        return service_from({_SECRET: secrets.token_urlsafe(48), **os.environ})
    except Unsafe as unsafe:
        raise NotSetUp("\n".join(unsafe.reasons)) from None


def now() -> datetime:
    """The instant of the command."""
    return datetime.now(UTC)


@contextmanager
def any_store(service: Service) -> Iterator[Store]:
    """The database, whatever schema it has."""
    try:
        store = Store(service.database_url)
        revision_of(store)
    except (ArgumentError, OSError) as error:
        raise NotSetUp(f"{_named(service)} cannot be opened: {error}") from None
    except DatabaseError as error:
        raise NotSetUp(f"{_named(service)} does not answer: {error.orig}") from None
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(service: Service) -> Iterator[Store]:
    """The database with today's schema; with any other nothing is begun."""
    with any_store(service) as store:
        if revision_of(store) != newest():
            raise NotSetUp(
                f"{_named(service)} does not have the schema of this version. "
                "Run “exchange db upgrade” first."
            )
        yield store


@contextmanager
def desk(service: Service, readers: int | None = None) -> Iterator[Desk]:
    """The database and the readers of workbooks, both put away afterwards."""
    how = apart()._replace(readers=readers) if readers else apart()
    with opened(service) as store, Readers(None, limits(), how) as made:
        yield Desk(store, made, load(), service.public_url)


def apart() -> Apart:
    """How the readers are set up."""
    try:
        return apart_from(os.environ)
    except ValueError as error:
        raise NotSetUp(str(error)) from None


def _named(service: Service) -> str:
    """The database without its password."""
    try:
        shown = make_url(service.database_url).render_as_string(hide_password=True)
    except ArgumentError:
        shown = "as set"
    return f"The database ({shown})"
