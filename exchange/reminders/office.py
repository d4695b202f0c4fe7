"""What sending letters takes."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import CodeBook
from exchange.mail import Post
from exchange.service import Service
from exchange.storage import Store


class Office(NamedTuple):
    """The store, the code book, the settings, and the door for mail."""

    store: Store
    codebook: CodeBook
    service: Service
    post: Post

    def url(self, path: str) -> str:
        """The address of a page, as people open it."""
        return self.service.public_url.rstrip("/") + path
