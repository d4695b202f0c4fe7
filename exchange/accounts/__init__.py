"""How people get in: invitations, signing in, and what an account is kept by."""

from exchange.accounts.invitations import disable, invite

__all__ = ["disable", "invite"]
