"""The comparison as files: made once for a content, format and language, then the same again."""

from __future__ import annotations

from datetime import datetime

from exchange.core.codebook import CodeBook
from exchange.overviews.compared import Period, compared, known_in
from exchange.publish import write
from exchange.storage import Store, publications
from exchange.storage.publications import Publication


def file_of(
    store: Store, codebook: CodeBook, period: Period, format_: str, language: str, now: datetime
) -> Publication:
    """The file of the figures of a period. Raises KeyError for a format that there is not."""
    spoken = language if format_ == "xlsx" else ""  # the other formats speak in codes
    with store.reading() as connection:
        known = known_in(connection, period)
        stamp = known.stamp
        there = publications.published(connection, stamp.content_sha256, format_, spoken)
        if there is not None:
            return there
        comparison = compared(connection, codebook, known)
    made = write(comparison, format_, language)
    draft = Publication(stamp.content_sha256, format_, spoken, "", stamp.state_at, made)
    with store.writing() as connection:
        return publications.publish(connection, draft, now)


def file_again(
    store: Store, content_sha256: str, format_: str, language: str
) -> Publication | None:
    """A file that was made before, by the hash of its content; None where there was none."""
    spoken = language if format_ == "xlsx" else ""
    with store.reading() as connection:
        return publications.published(connection, content_sha256, format_, spoken)
