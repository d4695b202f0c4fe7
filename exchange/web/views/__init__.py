"""The pages, one module for each subject; every blueprint is registered here."""

from __future__ import annotations

from flask import Flask

from exchange.web.views import (
    attempts,
    comparison,
    definitions,
    deliver,
    health,
    home,
    sign_in,
    statements,
    versions,
)


def register(app: Flask) -> None:
    """Every page of the service."""
    subjects = (attempts, comparison, definitions, deliver, health, home, sign_in, statements)
    for module in (*subjects, versions):
        app.register_blueprint(module.blueprint)
