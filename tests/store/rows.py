"""A small world as bare rows, and for each table one more row that it would take."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from exchange.storage.schema import METADATA

Row = dict[str, Any]

START = datetime(2024, 1, 1, tzinfo=UTC)
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
HASH = "0" * 64

COORDINATOR, SECRETARIAT, APPROVER, ARUBA, DEPUTY, READER, GONE, YET_TO_COME = range(1, 9)
"""Assignments. Curaçao has a coordinator and a deputy; Aruba has an approver as well."""

PERSON_OF = {
    COORDINATOR: 1,
    SECRETARIAT: 2,
    APPROVER: 3,
    ARUBA: 4,
    DEPUTY: 5,
    READER: 2,
    GONE: 5,
    YET_TO_COME: 5,
}

SENT, FAILED = 2, 3
"""Letters of which it is known what became of them."""


def by(assignment: int) -> Row:
    """As whom a row says that it was done."""
    return {"assignment_id": assignment, "person_id": PERSON_OF[assignment]}


def _person(id_: int) -> Row:
    handle = bytes([id_]) * 32
    return {"id": id_, "email": f"{id_}@a.example", "name": "-", "handle": handle} | _created


_created = {"created_at": START}


def _held(id_: int, role: str, reporter: str | None, since: datetime = START) -> Row:
    return {
        "id": id_,
        "person_id": PERSON_OF[id_],
        "role": role,
        "reporter": reporter,
        "since": since,
        "until": None,
    }


def _attempt(id_: int, reporter: str, assignment: int) -> Row:
    return by(assignment) | {
        "id": id_,
        "reporter": reporter,
        "year": 2024,
        "made_at": NOW,
        "channel": "upload",
        "file": "return.xlsx",
        "sha256": HASH,
        "size": 1,
        "verdict": "accepted",
        "language": "en",
        "findings": [],
        "returned": None,
        "follows_id": None,
    }


def _version(id_: int, number: int, attempt: int, reporter: str, assignment: int) -> Row:
    return by(assignment) | {
        "id": id_,
        "reporter": reporter,
        "year": 2024,
        "number": number,
        "attempt_id": attempt,
        "on_behalf": False,
        "delivered_at": NOW,
        "due_at": None,
        "salt": "00",
        "content_sha256": HASH,
        "language": "en",
        "replaces_id": None,
    }


def _offence(version: int, offence: str = "trafficking") -> Row:
    return {
        "version_id": version,
        "offence": offence,
        "attempt_id": version,
        "overlapping": [],
    }


def _figures(version: int, figure: str, value: int) -> Row:
    return {
        "version_id": version,
        "offence": "trafficking",
        "figure": figure,
        "breakdown": "",
        "category": "",
        "value": value,
        "flag": "normal",
        "reason": None,
        "basis": "identified",
        "note": "",
        "explanation": "",
        "sheet": "Figures",
        "cell": "D9",
    }


def _decision(version: int, assignment: int) -> Row:
    said = {"version_id": version, "kind": "released", "decided_at": NOW, "reason": ""}
    return by(assignment) | said


_CURACAO = {"reporter": "curacao", "year": 2024}
_TOKEN = {"label": "-", "created_at": START, "used_at": None, "revoked_at": None}
_KEY = {"public_key": b"k", "sign_count": 0, "label": "-", "created_at": START, "used_at": None}
_LINK = {"purpose": "reset", "created_at": START, "expires_at": NOW, "used_at": None}
_MEETING = {"kind": "jvo", "on_day": "2025-06-01", "place": "", "zone": "UTC", "deadline": NOW}
_LETTER = {"made_at": NOW, "kind": "-", "address": "1@a.example", "subject": "-", "text": "-"}
_SAID = _CURACAO | {"person_id": 1, "given_at": NOW, "subject": "s", "name": "n", "code": "c"}
_MESSAGE = {"kind": "reminder", "fate": "queued", "step": "", "reporter": None, "facts": {}}
_MESSAGE |= {"address": "1@a.example", "language": "en", "due_at": NOW, "queued_at": NOW}
_MESSAGE |= {"next_try_at": NOW, "tries": 0, "crashes": 0, "sender": None, "settled_at": None}
_MESSAGE |= {"reason": "", "subject": "", "text": "", "html": ""}
_OVER = {"fate": "sent", "next_try_at": None, "settled_at": NOW}
_PART = {"media_type": "text/calendar", "content": b"BEGIN:VCALENDAR"}
_ENTRY = {"reporter": "curacao", "kind": "mailbox", "name": "-", "organisation": ""}
_ENTRY |= {"address": "desk@a.example", "telephone": "", "added_at": NOW}
_ACTION = {"meeting_id": 1, "person_id": 1, "text": "-", "due_on": None, "done_at": None}
_PAUSE = {"paused_at": NOW, "person_id": 2, "reason": ""}
_FILE = {"language": "en", "sha256": HASH, "state_at": None, "made_at": NOW, "content": b""}

SEED: dict[str, list[Row]] = {
    "person": [_person(id_) for id_ in range(1, 6)],
    "assignment": [
        _held(COORDINATOR, "coordinator", "curacao"),
        _held(SECRETARIAT, "secretariat", None),
        _held(APPROVER, "approver", "aruba"),
        _held(ARUBA, "coordinator", "aruba"),
        _held(DEPUTY, "deputy", "curacao"),
        _held(READER, "reader", None),
        _held(GONE, "coordinator", "curacao") | {"until": NOW},
        _held(YET_TO_COME, "coordinator", "curacao", since=LATER),
    ],
    "attempt": [
        *(_attempt(id_, "curacao", COORDINATOR) for id_ in (1, 2, 3, 6)),
        *(_attempt(id_, "aruba", ARUBA) for id_ in (4, 5)),
    ],
    "attempt_file": [{"attempt_id": 1, "content": b"PK"}],
    "explanation": [{"id": 1, "attempt_id": 1, "text": "So it is."} | _SAID],
    "version": [
        _version(1, 1, 1, "curacao", COORDINATOR),
        _version(2, 2, 2, "curacao", COORDINATOR),
        _version(3, 3, 3, "curacao", COORDINATOR),
        _version(4, 1, 4, "aruba", ARUBA),
        _version(5, 2, 5, "aruba", ARUBA),
    ],
    "delivered": [_offence(id_) for id_ in (3, 1, 2, 4, 5)],
    "observation": [
        *(_figures(id_, "victims", 10 * id_) for id_ in (3, 1, 2, 4, 5)),
        _figures(2, "suspects", 7),
    ],
    "decision": [_decision(1, COORDINATOR), _decision(2, COORDINATOR), _decision(4, APPROVER)],
    "confirmation": [by(COORDINATOR) | {"version_id": 1, "confirmed_at": NOW}],
    "authority": [_CURACAO | {"version_id": 2, "kind": "released"}],
    "current": [_CURACAO | _figures(2, "victims", 20)],
    "publication": [{"content_sha256": HASH, "format": "csv"} | _FILE],
    "event": [{"id": 1, "at": NOW, "kind": "attempt", "attempt_id": 1, "details": {}}],
    "letter": [{"id": 1, "html": "-"} | _LETTER],
    "meeting": [{"id": 1} | _MEETING],
    "meeting_year": [{"meeting_id": 1, "year": 2024}],
    "plan_step": [{"meeting_id": 1, "days": 21}],
    "attended": [{"meeting_id": 1, "person_id": 1}],
    "agreed_action": [{"id": 1} | _ACTION],
    "message": [
        {"id": 1, "key": "1/before-21/curacao/1", "meeting_id": 1, "person_id": 1} | _MESSAGE,
        {"id": SENT, "key": "sent"} | _MESSAGE | _OVER,
        {"id": FAILED, "key": "failed"} | _MESSAGE | _OVER | {"fate": "failed"},
    ],
    "enclosure": [{"message_id": 1, "name": "meeting.ics"} | _PART],
    "lease": [{"name": "letters", "holder": "one", "beat": 0}],
    "pause": [{"address": "1@a.example"} | _PAUSE],
    "contact": [{"id": 1} | _ENTRY],
    "contact_list": [{"id": 1, "sha256": HASH, "seen_at": NOW}],
    "passkey": [{"credential": b"c", "person_id": 1} | _KEY],
    "recovery_code": [{"person_id": 1, "code_hash": HASH, "used_at": None}],
    "link": [{"token_hash": HASH, "person_id": 1} | _LINK],
    "session": [{"token_hash": HASH, "data": b"", "created_at": NOW, "seen_at": NOW}],
    "api_token": [{"id": 1, "person_id": 1, "token_hash": HASH} | _TOKEN],
}

OTHER = "1" * 64
FRESH: dict[str, Row] = {
    "person": _person(9),
    "assignment": _held(READER, "reader", None) | {"id": 99},
    "attempt": _attempt(9, "curacao", COORDINATOR) | {"follows_id": 1},
    "attempt_file": {"attempt_id": 2, "content": b"PK"},
    "explanation": {"id": 9, "attempt_id": 2, "text": "So it is."} | _SAID,
    "version": _version(9, 4, 6, "curacao", COORDINATOR) | {"replaces_id": 3},
    "delivered": _offence(3, "smuggling"),
    "observation": _figures(3, "suspects", 4),
    "decision": _decision(5, APPROVER),
    "confirmation": by(COORDINATOR) | {"version_id": 3, "confirmed_at": NOW},
    "authority": {"reporter": "aruba", "year": 2024, "version_id": 4, "kind": "released"},
    "current": _CURACAO | _figures(2, "suspects", 7),
    "publication": {"content_sha256": OTHER, "format": "csv"} | _FILE,
    "event": {"id": 9, "at": NOW, "kind": "delivered", "details": {}}
    | {"person_id": 1, "attempt_id": 1, "version_id": 1},
    "letter": {"id": 9, "html": "-"} | _LETTER,
    "meeting": {"id": 9} | _MEETING,
    "meeting_year": {"meeting_id": 1, "year": 2023},
    "plan_step": {"meeting_id": 1, "days": 7},
    "attended": {"meeting_id": 1, "person_id": 2},
    "agreed_action": {"id": 9} | _ACTION,
    "message": {"id": 9, "key": "another", "meeting_id": 1, "person_id": 1} | _MESSAGE,
    "enclosure": {"message_id": 1, "name": "form.xlsx"} | _PART,
    "lease": {"name": "other", "holder": "one", "beat": 0},
    "pause": {"address": "2@a.example"} | _PAUSE,
    "contact": {"id": 9} | _ENTRY,
    "contact_list": {"id": 9, "sha256": OTHER, "seen_at": NOW},
    "passkey": {"credential": b"d", "person_id": 1} | _KEY,
    "recovery_code": {"person_id": 1, "code_hash": OTHER, "used_at": None},
    "link": {"token_hash": OTHER, "person_id": 1} | _LINK,
    "session": {"token_hash": OTHER, "person_id": 1, "data": b""}
    | {"created_at": NOW, "seen_at": NOW},
    "api_token": {"id": 9, "person_id": 1, "token_hash": OTHER} | _TOKEN,
}


def settle(connection: Connection, tables: Collection[str] = METADATA.tables.keys()) -> None:
    """Puts the world into a database; figures before what was decided about them."""
    first = [table.name for table in METADATA.sorted_tables if table.name not in _LAST]
    for name in (*first, *_LAST):
        if name in tables:
            connection.execute(insert(METADATA.tables[name]), _whole(name))


_LAST = ("observation", "decision", "authority", "current")


def _whole(table: str) -> list[Row]:
    """Rows that are inserted together name the same columns."""
    names = {name for row in SEED[table] for name in row}
    return [dict.fromkeys(names) | row for row in SEED[table]]
