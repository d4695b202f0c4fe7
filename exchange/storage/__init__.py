"""What is kept: attempts, versions, people, events, in SQLite or PostgreSQL.

Functions take a connection of ``Store.reading()`` or ``Store.writing()`` and never commit.
"""

from exchange.storage.engine import Store

__all__ = ["Store"]
