"""Workbooks judged in processes that can be killed: the service itself reads none."""

from exchange.submissions.apart.readers import Readers, ReadersBusy

__all__ = ["Readers", "ReadersBusy"]
