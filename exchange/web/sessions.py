"""Sessions on the server: the browser holds a random token, the database its hash.

A session ends when it was idle for too long, when it is too old, at sign-out, and when the
account is disabled or its password changed (``exchange.storage.sessions.end_all``).
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from flask import Flask, Request
from flask_session.base import ServerSideSession, ServerSideSessionInterface

from exchange.storage import sessions
from exchange.web.frame import frame, now

_TOKEN_BYTES = 32
_SEEN_EVERY = timedelta(minutes=1)


class _Plain:
    """Session data as JSON, and nothing else: the library would try pickle too."""

    def encode(self, session: ServerSideSession) -> bytes:
        return json.dumps(dict(session)).encode()

    def decode(self, stored: bytes) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(stored)
        return found


class DatabaseSessions(ServerSideSessionInterface):  # type: ignore[misc]
    """The library's sessions in our own table."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, key_prefix="", permanent=False, sid_length=_TOKEN_BYTES)
        self.serializer = _Plain()

    def open_session(self, app: Flask, request: Request) -> ServerSideSession:
        """The browser's session; a token that is not known is never taken over."""
        session: ServerSideSession = super().open_session(app, request)
        if not session:
            session.sid = self._generate_sid(self.sid_length)
        return session

    def _retrieve_session_data(self, store_id: str) -> dict[str, Any] | None:
        service = frame().service
        with frame().store.reading() as connection:
            found = sessions.session_of(connection, store_id)
        if found is None:
            return None
        idle, age = now() - found.seen_at, now() - found.created_at
        too_idle = idle > timedelta(minutes=service.session_idle_minutes)
        if too_idle or age > timedelta(hours=service.session_hours):
            self._delete_session(store_id)
            return None
        if idle > _SEEN_EVERY:
            with frame().store.writing() as connection:
                sessions.seen(connection, store_id, now())
        return self.serializer.decode(found.data)

    def _delete_session(self, store_id: str) -> None:
        with frame().store.writing() as connection:
            sessions.end(connection, store_id)

    def _upsert_session(
        self, session_lifetime: timedelta, session: ServerSideSession, store_id: str
    ) -> None:
        data = self.serializer.encode(session)
        with frame().store.writing() as connection:
            sessions.keep(connection, store_id, session.get("person"), data, now())
