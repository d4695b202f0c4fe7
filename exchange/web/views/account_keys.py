"""What somebody holds besides a password: passkeys on devices, tokens for programs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url
from werkzeug.wrappers import Response

from exchange.accounts import own
from exchange.accounts import passkeys as ceremonies
from exchange.accounts import tokens as making
from exchange.storage import passkeys as kept_passkeys
from exchange.storage import tokens as kept_tokens
from exchange.web import entering
from exchange.web.account_words import Page, new_label, one_line, own_zone
from exchange.web.frame import frame, me, now
from exchange.web.languages import say

blueprint = Blueprint("keys", __name__, url_prefix="/account")

_NEW_TOKEN = "new_token"  # noqa: S105 - the name under which the session keeps it
_LONGEST_LABEL = 100


@blueprint.get("/passkeys")
@entering.after_a_recent_sign_in("keys.passkeys")
def passkeys() -> Page:
    """The passkeys, and one more."""
    return _passkeys()


@blueprint.post("/passkeys/options")
def passkey_options() -> Any:
    """What the browser makes a passkey from."""
    if not entering.is_recent():
        return {}, 403
    with frame().store.reading() as connection:
        asked = ceremonies.to_register(connection, entering.party(), me())
    return entering.ask("add", asked)


@blueprint.post("/passkeys/add")
@entering.after_a_recent_sign_in("keys.passkeys")
def passkey_add() -> Page:
    """Keeps one more passkey."""
    _ = say()
    party, challenge = entering.party(), entering.challenge("add")
    answer = request.form.get("credential", "")
    try:
        made = ceremonies.registered(party, challenge, answer, new_label(), me(), now())
        own.add_passkey(frame().store, made, now())
    except ceremonies.Refused:
        return _passkeys(_("The passkey could not be kept. Try it once more.")), 422
    flash(_("The passkey is kept. Next time you can sign in with it."), "done")
    return redirect(url_for("keys.passkeys"), 303)


@blueprint.post("/passkeys/<credential>")
@entering.after_a_recent_sign_in("keys.passkeys")
def passkey_change(credential: str) -> Page:
    """Another name for a passkey, or none of it any more."""
    _ = say()
    id_ = _credential(credential)
    if request.form.get("do") == "remove":
        try:
            own.remove_passkey(frame().store, me(), id_, now())
        except own.LastMeans:
            last = _("This is all you can sign in with. Add another passkey or a password first.")
            return _passkeys(last), 422
        flash(_("The passkey opens nothing any more. Remove it from your device as well."), "done")
        return redirect(url_for("keys.passkeys"), 303)
    label = _label()
    if not label:
        return _passkeys(_("Write a name by which you know the passkey.")), 422
    with frame().store.writing() as connection:
        kept_passkeys.rename(connection, me().id, id_, label)
    return redirect(url_for("keys.passkeys"), 303)


@blueprint.route("/tokens", methods=["GET", "POST"])
@entering.after_a_recent_sign_in("keys.tokens")
def tokens() -> Page:
    """The tokens, and one more, which is shown once."""
    if request.method == "GET":
        return _tokens(new=session.pop(_NEW_TOKEN, None))
    label = _label()
    if not label:
        _ = say()
        return _tokens(fault=_("Write what the token is for, so that you know it again.")), 422
    session[_NEW_TOKEN] = making.make(frame().store, me(), label, now())
    return redirect(url_for("keys.tokens"), 303)


@blueprint.post("/tokens/<int:token_id>/revoke")
def token_revoke(token_id: int) -> Response:
    """Lets a token work no longer."""
    making.revoke(frame().store, me(), token_id, now())
    _ = say()
    flash(_("The token works no longer."), "done")
    return redirect(url_for("keys.tokens"), 303)


def _passkeys(fault: str | None = None) -> str:
    with frame().store.reading() as connection:
        found = kept_passkeys.passkeys_of(connection, me().id)
    return render_template(
        "account_passkeys.html",
        listed=[(bytes_to_base64url(each.credential), each) for each in found],
        fault=fault,
        possible=entering.passkeys_work(),
        zone=own_zone(),
    )


def _tokens(new: str | None = None, fault: str | None = None) -> str:
    with frame().store.reading() as connection:
        found = kept_tokens.tokens_of(connection, me().id)
    known = {"listed": found, "new": new, "fault": fault, "zone": own_zone()}
    return render_template("account_tokens.html", **known)


def _label() -> str:
    return one_line("label")[:_LONGEST_LABEL]


def _credential(text: str) -> bytes:
    try:
        found: bytes = base64url_to_bytes(text)
    except ValueError:
        abort(404)
    return found
