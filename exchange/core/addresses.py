"""What looks like an address; whether somebody reads it shows when a letter is answered."""

from __future__ import annotations

import re

LONGEST = 254
_FORM = re.compile(r"[^@\s\x00-\x1f<>,;:\"]+@[^@\s\x00-\x1f<>,;:\"]+\.[^@\s\x00-\x1f<>,;:\".]+")


def is_address(text: str) -> bool:
    """Whether it has the form of an address that mail can be sent to."""
    trimmed = text.strip()
    return len(trimmed) <= LONGEST and _FORM.fullmatch(trimmed) is not None
