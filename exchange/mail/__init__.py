"""Mail goes out through one door."""

from exchange.core.letters import Letter
from exchange.mail.door import Post, Undelivered, smtp
from exchange.mail.words import Words, compose

__all__ = ["Letter", "Post", "Undelivered", "Words", "compose", "smtp"]
