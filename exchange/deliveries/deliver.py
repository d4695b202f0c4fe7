"""An accepted attempt becomes a version, and the version counts once its owner released it."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection

from exchange.core.delivery import content_sha256, offences_in
from exchange.core.returns import Verdict
from exchange.core.versions import Attempt, Decision, Resolution, Version
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.holders import approvers
from exchange.deliveries.now import as_it_stands, whole
from exchange.deliveries.receipts import tell
from exchange.deliveries.upload import standing
from exchange.storage import attempts, events, meetings, versions
from exchange.storage.events import Event

_SALT_BYTES = 16


class NotReady(Exception):
    """An attempt that cannot be delivered as it stands; its findings say why."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(f"attempt {attempt.id} is {attempt.verdict.value}")
        self.attempt = attempt


class NotToDecide(Exception):
    """A version decided already, or one whose place a later version took."""


def deliver(desk: Desk, sender: Sender, attempt_id: int, now: datetime) -> Version:
    """The version an attempt becomes; where no approver is named, its sender releases it at once.

    Delivering an attempt again gives the version that it became, released now if it waited for an
    approver and none is left. What the secretariat enters on behalf waits for the reporter's
    approver or coordinator. Whoever is to know gets a letter, which the outbox has with the version
    or not at all. Raises NotReady.
    """
    with desk.store.writing() as connection:
        attempt = attempts.attempt_of(connection, attempt_id)
        assert attempt is not None  # noqa: S101 - the door looked it up
        versions.take_turn(connection, attempt.reporter, attempt.year)
        version = versions.version_from(connection, attempt_id)
        if version is None:
            version = _add(connection, sender, _ready(desk, connection, attempt), now)
        elif not _is_left_alone(connection, version):
            return version
        if not sender.on_behalf and not approvers(connection, attempt.reporter, now):
            return _decide(desk, connection, sender, version, _released(now))
        tell(connection, desk, version, now)
        return version


def release(desk: Desk, sender: Sender, version_id: int, now: datetime) -> Version:
    """Released by the reporter's approver, or confirmed by its coordinator where there is none.

    Raises NotToDecide.
    """
    return _decided(desk, sender, version_id, _released(now))


def send_back(desk: Desk, sender: Sender, version_id: int, reason: str, now: datetime) -> Version:
    """Returned to its sender, with the reason; raises NotToDecide."""
    return _decided(desk, sender, version_id, Decision(Resolution.RETURNED, 0, now, reason))


def confirm(desk: Desk, sender: Sender, version_id: int, now: datetime) -> Version:
    """A coordinator stands behind what was entered on behalf; raises NotToDecide.

    Where no approver is named, that releases it.
    """
    with desk.store.writing() as connection:
        version = _version(connection, version_id)
        if not version.on_behalf or version.confirmed_at is not None or version.sent_back:
            raise NotToDecide
        version = versions.confirm(connection, version, sender.person.id, sender.assignment.id, now)
        _record(connection, sender, version, "confirmed", now)
        if version.waiting and not approvers(connection, version.reporter, now):
            _refuse_replaced(connection, version)
            return _decide(desk, connection, sender, version, _released(now))
        return version


def _ready(desk: Desk, connection: Connection, attempt: Attempt) -> Attempt:
    attempt = as_it_stands(connection, desk.codebook, attempt)
    if attempt.verdict is not Verdict.ACCEPTED or attempt.returned is None:
        raise NotReady(attempt)
    return attempt


def _add(connection: Connection, sender: Sender, attempt: Attempt, now: datetime) -> Version:
    returned = whole(connection, attempt)
    before = standing(connection, attempt.reporter, attempt.year)
    kept = versions.offences_of(connection, before) if before else {}
    own = dict.fromkeys(offences_in(attempt.returned or returned), attempt.id)
    salt = secrets.token_hex(_SALT_BYTES)
    draft = versions.Draft(
        returned=returned,
        attempts=kept | own,
        attempt=attempt.id,
        person=sender.person.id,
        assignment=sender.assignment.id,
        on_behalf=sender.on_behalf,
        delivered_at=now,
        due_at=meetings.due_at(connection, attempt.year),
        salt=salt,
        content_sha256=content_sha256(returned, salt),
        replaces=before,
    )
    version = versions.add_version(connection, draft)
    _record(connection, sender, version, "delivered", now)
    return version


def _decided(desk: Desk, sender: Sender, version_id: int, made: Decision) -> Version:
    with desk.store.writing() as connection:
        version = _version(connection, version_id)
        if not version.waiting:
            raise NotToDecide
        _refuse_replaced(connection, version)
        return _decide(desk, connection, sender, version, made)


def _version(connection: Connection, version_id: int) -> Version:
    version = versions.version_of(connection, version_id)
    assert version is not None  # noqa: S101 - the door looked it up
    versions.take_turn(connection, version.reporter, version.year)
    again = versions.version_of(connection, version_id)
    assert again is not None  # noqa: S101 - versions are never removed
    return again


def _is_left_alone(connection: Connection, version: Version) -> bool:
    """Whether a version of the reporter's own still waits, and no later one took its place."""
    return version.waiting and not version.on_behalf and _is_latest(connection, version)


def _is_latest(connection: Connection, version: Version) -> bool:
    after = versions.numbered(connection, version.reporter, version.year, version.number + 1)
    return after is None


def _refuse_replaced(connection: Connection, version: Version) -> None:
    if not _is_latest(connection, version):
        raise NotToDecide


def _released(now: datetime) -> Decision:
    """To be made somebody's."""
    return Decision(Resolution.RELEASED, 0, now)


def _decide(
    desk: Desk, connection: Connection, sender: Sender, version: Version, made: Decision
) -> Version:
    made = made._replace(person=sender.person.id)
    version = versions.decide(connection, version, made, sender.assignment.id)
    _record(connection, sender, version, made.kind.value, made.decided_at)
    tell(connection, desk, version, made.decided_at)
    return version


def _record(
    connection: Connection, sender: Sender, version: Version, kind: str, now: datetime
) -> None:
    events.record(
        connection,
        Event(
            now,
            kind,
            sender.person.id,
            version.reporter,
            version.year,
            version.attempt,
            version.id,
            {"number": version.number, "sha256": version.content_sha256},
        ),
    )
