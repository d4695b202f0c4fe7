"""The tables. What must not be in them, the database itself refuses, by named constraints.

Attempts, versions, what was delivered with them, observations, explanations, decisions and events
are only ever added (``exchange.storage.guards``); ``authority`` and ``current`` follow from them.
"""

from exchange.storage.schema.attempts import attempt, attempt_file, explanation
from exchange.storage.schema.base import METADATA
from exchange.storage.schema.derived import authority, current, publication
from exchange.storage.schema.happenings import event, letter, meeting, meeting_year
from exchange.storage.schema.people import (
    api_token,
    assignment,
    link,
    passkey,
    person,
    recovery_code,
    session,
)
from exchange.storage.schema.versions import confirmation, decision, delivered, observation, version

__all__ = [
    "METADATA",
    "api_token",
    "assignment",
    "attempt",
    "attempt_file",
    "authority",
    "confirmation",
    "current",
    "decision",
    "delivered",
    "event",
    "explanation",
    "letter",
    "link",
    "meeting",
    "meeting_year",
    "observation",
    "passkey",
    "person",
    "publication",
    "recovery_code",
    "session",
    "version",
]
