"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def begin() -> str:
    """Asks who it is."""
    return "sign in"


@blueprint.post("/sign-out")
def end() -> str:
    """Ends the session."""
    return "signed out"
