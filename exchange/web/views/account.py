"""The own account: who one is, how one signs in, for how long."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from exchange.accounts import codes as second_factor
from exchange.accounts import own, passwords
from exchange.storage import credentials, sessions
from exchange.storage import passkeys as kept_passkeys
from exchange.storage import tokens as kept_tokens
from exchange.web import entering
from exchange.web.account_words import (
    Page,
    fault_text,
    name_fault,
    one_line,
    show_once,
    shown,
    shown_enough,
)
from exchange.web.frame import assignments, frame, me, now
from exchange.web.languages import OWN_NAMES, language, say
from exchange.web.safely import attachment
from exchange.web.sessions import browser
from exchange.wording.people_texts import role_words

blueprint = Blueprint("account", __name__, url_prefix="/account")

_SECRET = "new_secret"  # noqa: S105 - the name under which the session keeps it


@blueprint.route("", methods=["GET", "POST"])
def page() -> Page:
    """What is known of the person, and the ways to change it."""
    if request.method == "GET":
        return _page()
    name = one_line("name")
    fault = name_fault(name)
    wanted = request.form.get("language", "")
    if fault or wanted not in OWN_NAMES:
        return _page({"name": fault} if fault else {}), 422
    own.change_about(frame().store, me(), name, wanted)
    session["language"] = wanted
    return redirect(url_for("account.page"), 303)


@blueprint.route("/password", methods=["GET", "POST"])
def password() -> Page:
    """Another password; who has one gives it."""
    with frame().store.reading() as connection:
        kept = credentials.credentials_of(connection, me().id)
    if kept.password_hash is None and not entering.is_recent():
        return entering.sign_in_again("account.password")
    if kept.totp_secret is None and not frame().service.demonstration:
        return redirect(url_for("account.authenticator"))
    has_one = kept.password_hash is not None
    if request.method == "GET":
        return render_template("account_password.html", has_one=has_one, errors={})
    errors = _password_errors(has_one)
    if errors:
        return render_template("account_password.html", has_one=has_one, errors=errors), 422
    own.change_password(frame().store, me(), request.form["password"], browser().sid, now())
    _ = say()
    flash(_("The password is changed. Every other device was signed out."), "done")
    return redirect(url_for("account.page"), 303)


@blueprint.route("/authenticator", methods=["GET", "POST"])
@entering.after_a_recent_sign_in("account.authenticator")
def authenticator() -> Page:
    """Another authenticator app, proved by a code."""
    if request.method == "GET" or _SECRET not in session:
        session[_SECRET] = session.get(_SECRET) or second_factor.new_secret()
        return _app({})
    step = second_factor.step_of(session[_SECRET], request.form.get("code", ""), now())
    if step is None:
        _ = say()
        wrong = _("This code does not fit. Wait for the next one, and write its six digits.")
        return _app({"code": wrong}), 422
    made = own.change_app(frame().store, me(), session.pop(_SECRET), step, now())
    return show_once(made)


@blueprint.route("/recovery-codes", methods=["GET", "POST"])
def codes() -> Page:
    """Shows new recovery codes until they are kept, or how many are left."""
    if request.method == "GET":
        with frame().store.reading() as connection:
            left = credentials.codes_left(connection, me().id)
        return render_template("account_codes.html", codes=shown(), left=left)
    if not entering.is_recent():
        return entering.sign_in_again("account.codes")
    return show_once(own.new_recovery_codes(frame().store, me(), now()))


@blueprint.get("/recovery-codes/file")
def codes_file() -> Response | AnyResponse:
    """The new recovery codes as a text to keep."""
    if not shown():
        return redirect(url_for("account.codes"))
    _ = say()
    above = _("Recovery codes for MoU exchange, {email}. Each works once.", email=me().email)
    text = "\n".join([above, "", *shown(), ""])
    return attachment(text.encode(), "recovery-codes.txt", "text/plain; charset=utf-8")


@blueprint.post("/recovery-codes/kept")
def codes_kept() -> AnyResponse:
    """The person keeps the codes; they are not shown again."""
    shown_enough()
    return redirect("/", 303)


@blueprint.post("/sessions")
def end_everywhere() -> AnyResponse:
    """Signs the person out on every device."""
    with frame().store.writing() as connection:
        sessions.end_all(connection, me().id)
    browser().begin_anew()
    return redirect(url_for("sign_in.begin"), 303)


def _page(errors: dict[str, str] | None = None) -> str:
    _ = say()
    who = me()
    with frame().store.reading() as connection:
        kept = credentials.credentials_of(connection, who.id)
        known = {
            "has_password": kept.password_hash is not None,
            "has_app": kept.totp_secret is not None,
            "left": credentials.codes_left(connection, who.id),
            "passkeys": len(kept_passkeys.passkeys_of(connection, who.id)),
            "tokens": len(kept_tokens.tokens_of(connection, who.id)),
        }
    return render_template(
        "account.html",
        errors=errors or {},
        name=request.form.get("name", who.name),
        chosen=request.form.get("language", language()),
        roles=[role_words(_, held, frame().codebook) for held in assignments()],
        **known,
    )


def _app(errors: dict[str, str]) -> str:
    _ = say()
    secret = session[_SECRET]
    drawn = second_factor.square(secret, me().email, _("The code that the app reads"))
    shown_ = {"square": drawn, "secret": second_factor.grouped(secret)}
    return render_template("account_authenticator.html", errors=errors, **shown_)


def _password_errors(has_one: bool) -> dict[str, str]:
    _ = say()
    new = request.form.get("password", "")
    if has_one:
        entering.count_try("password", me().email)
        if not own.has_password(frame().store, me(), request.form.get("current", "")):
            return {"current": _("This is not your password. Write the one you sign in with now.")}
        entering.forget_tries("password", me().email)
    fault = passwords.fault_of(new, (me().email, me().name))
    return {"password": fault_text(fault)} if fault else {}
