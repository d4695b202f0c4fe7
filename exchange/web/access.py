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
    "language": Open.TO_ALL,
    "sign_in.begin": Open.TO_ALL,
    "sign_in.end": Open.TO_ALL,
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
    "home.start": Operation.SEE_HOME,
}
