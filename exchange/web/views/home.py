"""The first page: what is asked, by when, and who has delivered."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def start() -> str:
    """What is asked of the reader."""
    return "home"
