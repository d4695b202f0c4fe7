"""Which language a page is in: the account's, else the one chosen, else the browser's."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, redirect, request, session
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from exchange.storage import people
from exchange.web.frame import frame, person
from exchange.web.safely import back_to
from exchange.wording import LANGUAGES, Translator, translator
from exchange.wording.times import told_time

OWN_NAMES = {"nl": "Nederlands", "en": "English", "pap-CW": "Papiamentu", "pap-AW": "Papiamento"}


def speak(app: Flask) -> None:
    """Lets every page speak the reader's language."""
    Babel(app, locale_selector=_locale)
    app.add_url_rule("/language", "language", _choose, methods=["POST"])


def language() -> str:
    """The language of this answer: one of LANGUAGES."""
    locale = str(get_locale())
    return next(code for code, name in LANGUAGES.items() if name == locale)


def say() -> Translator:
    """The translator of this answer."""
    return translator(language())


def shown_time(instant: datetime, zone: str) -> str:
    """A day and a time with their zone, as the language writes them."""
    return told_time(instant, zone, language())


def _locale() -> str:
    who = person()
    chosen = (who.language if who else None) or session.get("language")
    if chosen not in LANGUAGES:
        chosen = _from_browser()
    return LANGUAGES[chosen]


def _from_browser() -> str:
    """Papiamentu without a country is Curaçao's; who asks for none of ours gets English."""
    for wanted, _ in request.accept_languages:
        code = wanted.replace("_", "-").lower()
        for known in LANGUAGES:
            if code == known.lower() or code.partition("-")[0] == known.partition("-")[0].lower():
                return known if code != "pap-aw" else "pap-AW"
    return "en"


def _choose() -> Response:
    """Another language, kept with the account where there is one."""
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        session["language"] = wanted
        who = person()
        if who is not None:
            with frame().store.writing() as connection:
                people.change_person(connection, who.id, language=wanted)
    return redirect(back_to(request.form.get("next")))
