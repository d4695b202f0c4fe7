"""What the pages around signing in share: who comes in, challenges, tries, work for later."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar, cast

from flask import abort, current_app, redirect, request, session, url_for
from flask.sansio.app import App
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url
from werkzeug.wrappers import Response

from exchange.accounts.passkeys import Asked, Party, party_of
from exchange.accounts.throttle import Throttle, TooMany
from exchange.core.people import Person
from exchange.storage.people import normal
from exchange.web.frame import frame, now
from exchange.web.sessions import HALF, PERSON, SIGNED_IN_AT, browser

RECENT = timedelta(minutes=15)
"""A change of how somebody signs in asks for a sign-in that is not older."""

_CHALLENGE = "challenge"
_CHALLENGE_LASTS = timedelta(minutes=5)
_NAME = "exchange.entering"

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger("exchange")


class Door(NamedTuple):
    """The tries of late, and one thread for what nobody should wait for."""

    throttle: Throttle
    later: ThreadPoolExecutor


def hang(app: App, throttle: Throttle | None = None) -> None:
    """Gives the app its door."""
    later = ThreadPoolExecutor(max_workers=1, thread_name_prefix="later")
    app.extensions[_NAME] = Door(throttle or Throttle(), later)


def door() -> Door:
    """The door of the service that answers this request."""
    return cast(Door, current_app.extensions[_NAME])


def let_in(person: Person) -> None:
    """Makes this browser the person's, under a new token."""
    browser().begin_anew()
    session[PERSON] = person.id
    session[SIGNED_IN_AT] = now().isoformat()


def let_in_half(person: Person, then: str) -> None:
    """Keeps who gave a password, under a new token, until the second factor comes."""
    browser().begin_anew()
    session[HALF] = {PERSON: person.id, "at": now().isoformat(), "then": then}


def is_recent() -> bool:
    """Whether the person signed in so lately that it is certainly still the same one."""
    at = session.get(SIGNED_IN_AT)
    return at is not None and now() - datetime.fromisoformat(at) <= RECENT


def sign_in_again(page: str) -> Response:
    """To the page for signing in, and then to ``page``."""
    return redirect(url_for("sign_in.begin", again="yes", next=url_for(page)), 303)


def after_a_recent_sign_in(
    page: str,
) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Asks for such a sign-in before a view does anything; ``page`` is where one begins again."""

    def guard(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **given: P.kwargs) -> R | Response:
            return view(*args, **given) if is_recent() else sign_in_again(page)

        return guarded

    return guard


def count_try(kind: str, account: str) -> None:
    """Counts a try of whoever asks; 429 where there were too many of late."""
    try:
        # Behind a proxy the server has to be told whom to believe about the client's address.
        door().throttle.tries(kind, normal(account), request.remote_addr)
    except TooMany:
        abort(429)


def forget_tries(kind: str, account: str) -> None:
    """Forgets the tries for an account that proved to be the right one's."""
    door().throttle.succeeded(kind, normal(account), request.remote_addr)


def party() -> Party:
    """The service as passkeys know it; 404 where it has no name for them to know."""
    found = party_of(frame().service)
    if found is None:
        abort(404)
    return found


def passkeys_work() -> bool:
    """Whether there can be passkeys for the address of this service."""
    return party_of(frame().service) is not None


def ask(kind: str, asked: Asked) -> dict[str, object]:
    """Keeps the challenge of what the browser is asked."""
    value = bytes_to_base64url(asked.challenge)
    session[_CHALLENGE] = {"for": kind, "value": value, "at": now().isoformat()}
    return asked.options


def challenge(kind: str) -> bytes | None:
    """The challenge of what the browser was asked last; it holds for one answer, and not long."""
    kept = session.pop(_CHALLENGE, None)
    if kept is None or kept["for"] != kind:
        return None
    if now() - datetime.fromisoformat(kept["at"]) > _CHALLENGE_LASTS:
        return None
    value: bytes = base64url_to_bytes(kept["value"])
    return value


def later(act: Callable[[], None]) -> None:
    """Does it while the page is answered already: how long it takes tells nobody anything."""

    def done() -> None:
        try:
            act()
        except Exception:  # noqa: BLE001 - nobody waits for it who could be told
            _log.exception("What was left for later could not be done")

    door().later.submit(done)
