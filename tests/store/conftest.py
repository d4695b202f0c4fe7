from __future__ import annotations

from tests.store.fixtures import databases, empty_store, store

__all__ = ["databases", "empty_store", "store"]
