from tests.store.fixtures import databases, store

__all__ = ["databases", "store"]
