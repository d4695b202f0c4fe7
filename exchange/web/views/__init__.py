"""The pages, one module for each subject; every blueprint is registered here."""

from __future__ import annotations

from flask import Flask

from exchange.web.views import (
    account,
    account_keys,
    attempts,
    comparison,
    definitions,
    deliver,
    health,
    home,
    letters,
    letters_addresses,
    letters_drafts,
    letters_plan,
    mailbox,
    people,
    sign_in,
    statements,
    versions,
    welcome,
)


def register(app: Flask) -> None:
    """Every page of the service."""
    subjects = (attempts, comparison, definitions, deliver, health, home, sign_in, statements)
    mails = (letters, letters_addresses, letters_drafts, letters_plan)
    for module in (*subjects, *mails, versions, account, account_keys, welcome, mailbox, people):
        app.register_blueprint(module.blueprint)
