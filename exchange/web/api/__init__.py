"""The API: what the pages do, for programs."""

from __future__ import annotations

from flask import Flask

from exchange.web.api import attempts, comparison, definitions, returns
from exchange.web.api.document import document_of

__all__ = ["register"]


def register(app: Flask) -> None:
    """Every operation of the API, and its document."""
    document = document_of(app)
    for module in (definitions, attempts, returns, comparison):
        document.register_blueprint(module.blueprint)
        # No cookie opens the API, so no page of another site can abuse one.
        app.extensions["csrf"].exempt(module.blueprint)
