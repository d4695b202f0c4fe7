"""Mail goes out through one door."""

from exchange.mail.door import Letter, Post, Undelivered, smtp
from exchange.mail.words import Words, compose

__all__ = ["Letter", "Post", "Undelivered", "Words", "compose", "smtp"]
