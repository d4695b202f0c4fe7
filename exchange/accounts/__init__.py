"""How people get in: invitations, signing in, and what an account is kept by."""

from exchange.accounts.invitations import INVITATION_LASTS, disable, invite
from exchange.accounts.letters import invitation_letter, send
from exchange.accounts.tokens import bearer, caller

__all__ = [
    "INVITATION_LASTS",
    "bearer",
    "caller",
    "disable",
    "invitation_letter",
    "invite",
    "send",
]
