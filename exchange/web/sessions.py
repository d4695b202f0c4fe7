"""Sessions on the server: the browser holds a random token, the database its hash.

A session ends when it was idle for too long, when it is too old, at sign-out, and when the
account is disabled or its password changed (``exchange.storage.sessions.end_all``). One that was
ended never comes back, also where a request that began before it still works with it.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, Request, Response, g, session
from flask.sessions import SecureCookieSession, SessionInterface, SessionMixin
from sqlalchemy import Connection

from exchange.storage import people, sessions
from exchange.web.frame import frame, now

_TOKEN_BYTES = 32
_SEEN_EVERY = timedelta(minutes=1)
_HALF_LASTS = timedelta(minutes=10)
_NEEDS_NONE = ("/static/", "/healthz", "/readyz")

PERSON, HALF, SIGNED_IN_AT = "person", "half", "signed_in_at"


class Browser(SecureCookieSession):
    """What is known of one browser under a token; ``kept`` says whether the database has it.

    Of the library's session it is only that which notices changes: nothing of it is in a cookie.
    """

    kept = False
    seen_at: datetime | None = None

    def __init__(self, initial: dict[str, Any] | None = None, *, sid: str) -> None:
        super().__init__(initial)
        self.sid = sid

    def begin_anew(self) -> None:
        """Forgets what is known but the language, under a token that nobody has seen yet."""
        language = self.get("language")
        dict.clear(self)
        self.update({"language": language} if language else {})
        if self.kept:
            with frame().store.writing() as connection:
                sessions.end(connection, self.sid)
        self.sid, self.kept, self.modified = secrets.token_urlsafe(_TOKEN_BYTES), False, True

    def half(self) -> dict[str, Any] | None:
        """Who gave a password and not yet the second factor, for as long as that holds."""
        found: dict[str, Any] | None = self.get(HALF)
        if found is None or now() - datetime.fromisoformat(found["at"]) > _HALF_LASTS:
            return None
        return found


def browser() -> Browser:
    """The session of this request."""
    return cast(Browser, session._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


class DatabaseSessions(SessionInterface):
    """Our own table of sessions; the library's session knows whether it was changed."""

    def __init__(self, app: Flask) -> None:
        self._name: str = app.config["SESSION_COOKIE_NAME"]
        self._attributes: dict[str, Any] = {
            "path": "/",  # without all of these, no browser removes a cookie named __Host-…
            "secure": app.config["SESSION_COOKIE_SECURE"],
            "httponly": app.config["SESSION_COOKIE_HTTPONLY"],
            "samesite": app.config["SESSION_COOKIE_SAMESITE"],
        }

    def open_session(self, app: Flask, request: Request) -> Browser:
        """The browser's session, and in the same look who that is.

        A token that is not known is never taken over: the browser gets another one.
        """
        token = request.cookies.get(self._name)
        if token and not request.path.startswith(_NEEDS_NONE):
            with frame().store.reading() as connection:
                found = sessions.session_of(connection, token)
                if found is not None and not _is_over(found):
                    return _opened(connection, token, found)
            if found is not None:
                _end(token)
        return Browser(sid=secrets.token_urlsafe(_TOKEN_BYTES))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keeps what was changed, and tells the browser its token."""
        assert isinstance(session, Browser)  # noqa: S101 - open_session gives no other
        if session.accessed:
            response.vary.add("Cookie")
        if session.modified:
            if session.keys() - {"_permanent"} and _keep(session):
                response.set_cookie(self._name, session.sid, **self._attributes)
            else:
                _end(session.sid)
                response.delete_cookie(self._name, **self._attributes)
        elif session.seen_at is not None and now() - session.seen_at > _SEEN_EVERY:
            with frame().store.writing() as connection:
                sessions.seen(connection, session.sid, now())


def _keep(session: Browser) -> bool:
    data = json.dumps(dict(session)).encode()
    who = session.get(PERSON) or (session.get(HALF) or {}).get(PERSON)
    with frame().store.writing() as connection:
        if session.kept:
            return sessions.keep(connection, session.sid, who, data, now())
        sessions.begin(connection, session.sid, who, data, now())
    return True


def _opened(connection: Connection, token: str, found: sessions.Session) -> Browser:
    """The session, and for the rest of the request its person, as long as the account is open."""
    opened = Browser(json.loads(found.data), sid=token)
    opened.kept, opened.seen_at = True, found.seen_at
    id_ = opened.get(PERSON)
    who = people.person_of(connection, id_) if id_ is not None else None
    if who is not None and who.disabled_at is None:
        g.person = who
        g.assignments = tuple(people.assignments_of(connection, who.id, now()))
    return opened


def _is_over(found: sessions.Session) -> bool:
    service = frame().service
    idle, age = now() - found.seen_at, now() - found.created_at
    too_idle = idle > timedelta(minutes=service.session_idle_minutes)
    return too_idle or age > timedelta(hours=service.session_hours)


def _end(token: str) -> None:
    with frame().store.writing() as connection:
        sessions.end(connection, token)
