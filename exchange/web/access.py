"""The one table of who may open what: every route and every operation of the API is in it.

A route that is not in it answers nobody. ``reporter`` in an address, or the attempt's reporter,
is whose matter it is; ``exchange.core.people.PERMITS`` says which roles may do an operation.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from exchange.core.people import Operation


class Open(Enum):
    """What needs no role."""

    TO_ALL = "to all"
    SIGNED_IN_HALF = "who gave a password and not yet the second factor"


ACCESS: Mapping[str, Operation | Open] = {
    "static": Open.TO_ALL,
    "health.live": Open.TO_ALL,
    "health.ready": Open.TO_ALL,
    "metrics.page": Operation.SEE_EVENTS,
    "language": Open.TO_ALL,
    "sign_in.begin": Open.TO_ALL,
    "sign_in.second": Open.SIGNED_IN_HALF,
    "sign_in.passkey_options": Open.TO_ALL,
    "sign_in.passkey": Open.TO_ALL,
    "sign_in.end": Open.TO_ALL,
    "sign_in.forgot": Open.TO_ALL,
    "welcome.begin": Open.TO_ALL,
    "welcome.means": Open.TO_ALL,
    "welcome.passkey_options": Open.TO_ALL,
    "welcome.passkey": Open.TO_ALL,
    "welcome.second": Open.TO_ALL,
    "welcome.reset": Open.TO_ALL,
    "account.page": Operation.OWN_ACCOUNT,
    "account.password": Operation.OWN_ACCOUNT,
    "account.authenticator": Operation.OWN_ACCOUNT,
    "account.codes": Operation.OWN_ACCOUNT,
    "account.codes_file": Operation.OWN_ACCOUNT,
    "account.codes_kept": Operation.OWN_ACCOUNT,
    "keys.passkeys": Operation.OWN_ACCOUNT,
    "keys.passkey_options": Operation.OWN_ACCOUNT,
    "keys.passkey_add": Operation.OWN_ACCOUNT,
    "keys.passkey_change": Operation.OWN_ACCOUNT,
    "keys.tokens": Operation.OWN_ACCOUNT,
    "keys.token_revoke": Operation.OWN_ACCOUNT,
    "account.end_everywhere": Operation.OWN_ACCOUNT,
    "attempts.upload": Operation.SUBMIT,
    "attempts.page": Operation.SEE_ATTEMPT,
    "attempts.file": Operation.SEE_ATTEMPT,
    "attempts.marked": Operation.SEE_ATTEMPT,
    "attempts.fix": Operation.SUBMIT,
    "attempts.explain": Operation.SUBMIT,
    "attempts.purge": Operation.PURGE_FILE,
    "comparison.page": Operation.SEE_COMPARISON,
    "comparison.download": Operation.SEE_COMPARISON,
    "comparison.file": Operation.SEE_COMPARISON,
    "definitions.page": Operation.SEE_DEFINITIONS,
    "deliver.preview": Operation.DELIVER,
    "deliver.deliver": Operation.DELIVER,
    "returns.page": Operation.SEE_STATES,
    "returns.form": Operation.GET_FORM,
    "returns.version": Operation.SEE_DELIVERED,
    "returns.receipt": Operation.SEE_STATES,
    "returns.release": Operation.RELEASE,
    "returns.send_back": Operation.SEND_BACK,
    "returns.confirm": Operation.CONFIRM,
    "statements.none": Operation.SUBMIT,
    "statements.not_counted": Operation.SUBMIT,
    "statements.still_right": Operation.CONFIRM,
    "home.start": Operation.SEE_HOME,
    "mailbox.page": Open.TO_ALL,
    "mailbox.letter": Open.TO_ALL,
    "mailbox.styles": Open.TO_ALL,
    "people.page": Operation.SEE_PEOPLE,
    "people.history": Operation.SEE_PEOPLE,
    "people.invitation": Operation.MANAGE_PEOPLE,
    "people.person": Operation.MANAGE_PEOPLE,
    "people.invite_again": Operation.MANAGE_PEOPLE,
    "people.close": Operation.MANAGE_PEOPLE,
    "people.end": Operation.MANAGE_PEOPLE,
    "people.hand_over": Operation.MANAGE_PEOPLE,
    "letters.page": Operation.SEE_LETTERS,
    "letters.letter": Operation.SEE_LETTERS,
    "letters.again": Operation.MANAGE_LETTERS,
    "letters_plan.page": Operation.SEE_LETTERS,
    "letters_plan.preview": Operation.SEE_LETTERS,
    "letters_plan.rehearsal": Operation.MANAGE_LETTERS,
    "letters_drafts.page": Operation.MANAGE_LETTERS,
    "letters_drafts.send_one": Operation.MANAGE_LETTERS,
    "letters_addresses.page": Operation.SEE_LETTERS,
    "letters_addresses.pause": Operation.MANAGE_LETTERS,
    "letters_addresses.pause_now": Operation.MANAGE_LETTERS,
    "letters_addresses.resume": Operation.MANAGE_LETTERS,
    "api-docs.openapi_json": Open.TO_ALL,
    "api_definitions.reporters": Operation.SEE_DEFINITIONS,
    "api_definitions.code_book": Operation.SEE_DEFINITIONS,
    "api_attempts.send": Operation.SUBMIT,
    "api_attempts.verdict": Operation.SEE_ATTEMPT,
    "api_attempts.explanation": Operation.SUBMIT,
    "api_attempts.delivery": Operation.DELIVER,
    "api_returns.released": Operation.SEE_COMPARISON,
    "api_returns.one": Operation.SEE_COMPARISON,
    "api_comparison.comparison": Operation.SEE_COMPARISON,
}
