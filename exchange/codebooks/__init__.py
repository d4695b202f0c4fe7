"""Code books: TOML files in ``schemas/`` made into values, or refused with the reason."""

from exchange.codebooks.load import BrokenCodeBook, installed, load, load_file

__all__ = ["BrokenCodeBook", "installed", "load", "load_file"]
