"""The tables. What must not be in them, the database itself refuses, by named constraints.

Attempts, versions, what was delivered with them, observations, explanations, decisions and events
are only ever added (``exchange.storage.guards``); ``authority`` and ``current`` follow from them.
"""

from exchange.storage.schema.attempts import attempt, attempt_file, explanation
from exchange.storage.schema.base import METADATA
from exchange.storage.schema.contacts import contact, contact_list
from exchange.storage.schema.derived import authority, current, publication
from exchange.storage.schema.happenings import event, letter
from exchange.storage.schema.meetings import (
    agreed_action,
    attended,
    meeting,
    meeting_year,
    plan_step,
)
from exchange.storage.schema.outbox import enclosure, lease, message, pause
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
    "agreed_action",
    "api_token",
    "assignment",
    "attempt",
    "attempt_file",
    "attended",
    "authority",
    "confirmation",
    "contact",
    "contact_list",
    "current",
    "decision",
    "delivered",
    "enclosure",
    "event",
    "explanation",
    "lease",
    "letter",
    "link",
    "meeting",
    "meeting_year",
    "message",
    "observation",
    "passkey",
    "pause",
    "person",
    "plan_step",
    "publication",
    "recovery_code",
    "session",
    "version",
]
