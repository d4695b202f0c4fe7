"""Signing in and out, and the way to a new password."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.accounts import entry, resetting
from exchange.accounts.passkeys import to_sign_in
from exchange.web import entering
from exchange.web.account_words import Page, one_line
from exchange.web.frame import frame, now, person
from exchange.web.languages import say
from exchange.web.safely import back_to
from exchange.web.sessions import browser

blueprint = Blueprint("sign_in", __name__)
blueprint.record(lambda state: entering.hang(state.app))


@blueprint.route("/sign-in", methods=["GET", "POST"])
def begin() -> Page:
    """Asks who it is."""
    then = back_to(request.values.get("next"))
    if request.method == "GET":
        if person() is not None and "again" not in request.args:
            return redirect(then)
        return _page(then)
    email, password = one_line("email"), request.form.get("password", "")
    if not (email and password):
        return _page(then, _missing(email, password)), 422
    entering.count_try("password", email)
    who = entry.by_password(frame().store, email, password, now())
    if who is None:
        return _page(then, _unknown()), 422
    entering.forget_tries("password", email)
    if frame().service.demonstration:
        with frame().store.writing() as connection:
            entry.signed_in(connection, who, "password", now())
        entering.let_in(who)
        return redirect(then, 303)
    entering.let_in_half(who, then)
    return redirect(url_for("sign_in.second"), 303)


@blueprint.route("/sign-in/second", methods=["GET", "POST"])
def second() -> Page:
    """Asks for the second factor."""
    half = browser().half()
    if half is None:
        return redirect(url_for("sign_in.begin"))
    if request.method == "GET":
        return render_template("sign_in_second.html", errors={})
    id_ = half["person"]
    entering.count_try("code", str(id_))
    field = "recovery" if "recovery" in request.form else "code"
    who = entry.by_code(frame().store, id_, request.form.get(field, ""), now())
    if who is None:
        return render_template("sign_in_second.html", errors={field: _wrong(field)}), 422
    entering.forget_tries("code", str(id_))
    entering.let_in(who)
    return redirect(half["then"], 303)


@blueprint.post("/sign-in/passkey/options")
def passkey_options() -> dict[str, object]:
    """What the browser asks a passkey for."""
    return entering.ask("sign-in", to_sign_in(entering.party()))


@blueprint.post("/sign-in/passkey")
def passkey() -> Page:
    """Lets in whose passkey answered; it is both factors at once."""
    then, party = back_to(request.form.get("next")), entering.party()
    here = str(request.remote_addr)  # who is not let in says no address of an account
    entering.count_try("passkey", here)
    challenge, answer = entering.challenge("sign-in"), request.form.get("credential", "")
    who = entry.by_passkey(frame().store, party, challenge, answer, now())
    if who is None:
        _ = say()
        refused = _(
            "This passkey opens no account here. Try another one, or sign in with your password."
        )
        return _page(then, {"": refused}), 422
    entering.forget_tries("passkey", here)
    entering.let_in(who)
    return redirect(then, 303)


@blueprint.post("/sign-out")
def end() -> Response:
    """Ends the session."""
    browser().begin_anew()
    return redirect(url_for("sign_in.begin"), 303)


@blueprint.route("/forgot", methods=["GET", "POST"])
def forgot() -> Page:
    """Mails a link to a new password; says the same whoever asks."""
    if request.method == "GET":
        return render_template("forgot.html", sent="sent" in request.args, errors={}, email="")
    email = one_line("email")
    if "@" not in email:
        _ = say()
        errors = {"email": _("Write your e-mail address, such as name@example.org.")}
        return render_template("forgot.html", sent=False, errors=errors, email=email), 422
    entering.count_try("forgot", email)
    work = frame()
    entering.later(partial(resetting.ask, work.store, work.post, work.service, email, now()))
    return redirect(url_for("sign_in.forgot", sent="yes"), 303)


def _page(then: str, errors: dict[str, str] | None = None) -> str:
    who = person()
    return render_template(
        "sign_in.html",
        then=then,
        errors=errors or {},
        email=one_line("email") or (who.email if who else ""),
        again=who is not None,
        passkeys=entering.passkeys_work(),
    )


def _missing(email: str, password: str) -> dict[str, str]:
    _ = say()
    errors = {}
    if not email:
        errors["email"] = _("Write your e-mail address, such as name@example.org.")
    if not password:
        errors["password"] = _("Write your password.")
    return errors


def _unknown() -> dict[str, str]:
    _ = say()
    return {
        "password": _(
            "This e-mail address and this password do not belong together. Look at both once more,"
            " or ask for a new password."
        )
    }


def _wrong(field: str) -> str:
    _ = say()
    if field == "recovery":
        return _("This recovery code is not one of yours, or it was used. Take another one.")
    return _("This code does not fit. Wait for the next one in the app, and write its six digits.")
