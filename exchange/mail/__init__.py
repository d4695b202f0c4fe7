"""Mail goes out through one door."""

from exchange.mail.door import Letter, Post, Undelivered, smtp

__all__ = ["Letter", "Post", "Undelivered", "smtp"]
