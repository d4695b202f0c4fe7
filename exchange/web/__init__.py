"""The service as pages: routes, sessions, who may open what. It decides nothing of the subject."""

from exchange.web.app import create_app

__all__ = ["create_app"]
