"""The rules across cells; each runs whenever every cell it reads is free of errors."""

from exchange.core.rules.answers import Answers
from exchange.core.rules.every import findings_across

__all__ = ["Answers", "findings_across"]
