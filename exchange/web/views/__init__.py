"""The pages, one module for each subject; every blueprint is registered here."""

from __future__ import annotations

from flask import Flask

from exchange.web.views import attempts, comparison, definitions, health, home, sign_in


def register(app: Flask) -> None:
    """Every page of the service."""
    for module in (attempts, comparison, definitions, health, home, sign_in):
        app.register_blueprint(module.blueprint)
