"""For machines that look after the service: is it alive, can it work."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from exchange.storage.upgrade import newest, revision_of
from exchange.web.frame import frame

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def live() -> tuple[str, int]:
    """The process answers."""
    return "ok\n", 200


@blueprint.get("/readyz")
def ready() -> tuple[str, int]:
    """The database answers and has today's schema."""
    with frame().store.reading() as connection:
        connection.execute(text("SELECT 1"))
    return ("ok\n", 200) if revision_of(frame().store) == newest() else ("not upgraded\n", 503)
