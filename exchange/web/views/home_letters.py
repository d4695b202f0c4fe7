"""The first page for who looks after letters: drafts that lie ready, letters that failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from sqlalchemy import Connection

from exchange.core.letters import Fate
from exchange.core.people import Operation
from exchange.storage import outbox
from exchange.web.drafts_aside import how_many_wait
from exchange.web.frame import may, now
from exchange.web.languages import say
from exchange.web.views.home_own import Todo

TOLD_FOR = timedelta(days=14)
"""How long a letter that failed is pointed out here; on the page of letters it stays."""


def waiting(connection: Connection) -> Iterator[Todo]:
    """What waits for the reader; nothing for who does not look after letters."""
    _ = say()
    drafts = _drafts(connection)
    if drafts:
        title = _.plural("{n} draft lies ready", "{n} drafts lie ready", drafts)
        text = _("A deadline has passed; a letter about it goes when you send it.")
        yield Todo(title, text, url_for("letters_drafts.page"), _("Look and send"))
    failed = _failed(connection)
    if failed:
        title = _.plural("{n} letter failed", "{n} letters failed", failed)
        text = _("No mail server took them over. See what was said, and try again.")
        url = url_for("letters.page", fate=Fate.FAILED.value)
        yield Todo(title, text, url, _("Look"))


def _drafts(connection: Connection) -> int:
    if not may(Operation.MANAGE_LETTERS):
        return 0
    return how_many_wait(connection, now())


def _failed(connection: Connection) -> int:
    if not may(Operation.SEE_LETTERS):
        return 0
    latest = outbox.messages(connection, fate=Fate.FAILED)
    since = now() - TOLD_FOR
    return sum(each.settled_at is not None and each.settled_at > since for each in latest)
