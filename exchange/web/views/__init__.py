"""The pages, one module for each subject; every blueprint is registered here."""

from __future__ import annotations

from flask import Flask

from exchange.web.views import (
    account,
    account_keys,
    attempts,
    changes,
    comparison,
    contacts,
    definitions,
    deliver,
    feed,
    health,
    home,
    letters,
    letters_addresses,
    letters_drafts,
    letters_plan,
    mailbox,
    meetings,
    meetings_minutes,
    people,
    sign_in,
    statements,
    versions,
    welcome,
)


def register(app: Flask) -> None:
    """Every page of the service."""
    subjects = (attempts, definitions, deliver, health, home, sign_in, statements)
    compared = (comparison, changes)
    planned = (meetings, meetings_minutes, feed)
    mails = (letters, letters_addresses, letters_drafts, letters_plan)
    accounts = (account, account_keys, welcome, people, contacts)
    for module in (*subjects, *compared, *planned, *mails, *accounts, versions, mailbox):
        app.register_blueprint(module.blueprint)
