"""Letters about a version, sent once it is kept; the page says where one could not be."""

from __future__ import annotations

from flask import flash

from exchange.core.versions import Version
from exchange.deliveries.receipts import Office, tell
from exchange.web.frame import frame, now
from exchange.web.languages import say


def tell_about(version: Version) -> None:
    """Sends what the state of the version asks for."""
    office = Office(frame().desk, frame().post, frame().service.public_url)
    if not tell(office, version, now()):
        _ = say()
        flash(
            _(
                "A mail about this could not be sent. What you did is kept all the same; tell the"
                " others yourself, or send them the address of this page."
            ),
            "warning",
        )
