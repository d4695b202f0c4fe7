"""The letters that are put in with what they say, from facts as their writers give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exchange.core.letters import Letter
from exchange.mail import compose
from exchange.resources import templates

SITE = "https://exchange.example.org"
VERSION = f"{SITE}/returns/curacao/2025/versions/3"
MEETING = "Meeting of the coordinators, 16 June 2026"
DUE = "2 June 2026, 17:00 (Curaçao Time)"
DELIVERED = {
    "name": "Reader",
    "reporter": "Curaçao",
    "year": "2025",
    "who": "Sender",
    "at": "1 March 2026, 11:42 (Curaçao Time)",
    "on_behalf": False,
    "late": False,
    "approver": True,
    "released": False,
    "decided_by": "Approver",
    "decided_at": "2 March 2026, 9:05 (Curaçao Time)",
    "receipt": "curacao-2025-3",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "missing": "",
    "reason": "Please look at the suspects again.",
    "url": VERSION,
}
GATHERING = {
    "name": "Reader",
    "meeting": MEETING,
    "years": "2025",
    "day": "2 June 2026",
    "deadline": DUE,
    "facts": [("Place", "Willemstad"), ("Deadline", DUE)],
    "changes": [("Place", "Oranjestad", "Willemstad")],
    "url": f"{SITE}/meetings/3",
}
ACCOUNT = {
    "name": "Reader",
    "role": "coordinator",
    "reporter": "Curaçao",
    "until": "8 March 2026, 11:42 (Curaçao Time)",
    "url": f"{SITE}/welcome/secret",
}
LINE = {
    "area": "Curaçao",
    "year": "2024",
    "offence": "smuggling",
    "what": "2 figures changed",
    "explained": "counted again",
    "version": "4",
    "released": "5 May 2026",
}

ROLE = {
    "name": "Reader",
    "who": "newcomer@example.org",
    "former": "",
    "ended": False,
    "role": "approver",
    "reporter": "Curaçao",
    "at": "1 March 2026, 11:42 (Curaçao Time)",
    "url": f"{SITE}/people/areas/curacao",
}

COMPOSED: Mapping[str, Mapping[str, Any]] = {
    "receipt": {**DELIVERED, "released": True, "approver": False, "url": f"{VERSION}/receipt"},
    "receipt-waiting": {**DELIVERED, "missing": "2025: smuggling not delivered", "late": True},
    "receipt-confirm": {**DELIVERED, "on_behalf": True, "approver": False},
    "waiting": DELIVERED,
    "waiting-behalf": {**DELIVERED, "on_behalf": True},
    "sent-back": DELIVERED,
    "sent-back-numbers": {**DELIVERED, "reason": ""},
    "invitation": ACCOUNT,
    "invitation-all": {**ACCOUNT, "reporter": None, "name": ""},
    "reset": {**ACCOUNT, "url": f"{SITE}/reset/secret"},
    "reset-passkey": {**ACCOUNT, "url": None},
    "role-given": ROLE,
    "role-given-instead": {**ROLE, "former": "former@example.org"},
    "role-given-ended": {**ROLE, "ended": True},
    "meeting-set": GATHERING,
    "meeting-changed": GATHERING,
    "meeting-cancelled": GATHERING,
    "contacts-changed": {"name": "Reader", "told": ["Curaçao: a mailbox was added"], "url": SITE},
    "comparison-changed": {"name": "", "meeting": MEETING, "lines": [LINE], "url": SITE},
}
"""Each letter's facts by its name, which begins with its kind."""


def composed(name: str, language: str, facts: Mapping[str, Any] | None = None) -> Letter:
    """One of them, or another of its kind."""
    kind = name if (templates() / "email" / name).is_dir() else name.rpartition("-")[0]
    words = compose(kind, language, **(facts or COMPOSED[name]))
    return Letter(kind, "reader@example.org", *words)
