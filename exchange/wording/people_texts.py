"""People in words: what they are in the exchange, and which language they are written to."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.core.codebook import CodeBook
from exchange.core.people import Assignment, Person, Role
from exchange.wording.translator import LANGUAGES, N_, Translator

ZONE = "America/Curacao"
"""Of who reports for nobody; the exchange's meetings are told in it as well."""

ROLES: Mapping[Role, str] = {
    Role.COORDINATOR: N_("coordinator"),
    Role.DEPUTY: N_("deputy coordinator"),
    Role.APPROVER: N_("approver"),
    Role.SECRETARIAT: N_("secretariat"),
    Role.READER: N_("reader"),
    Role.OPERATOR: N_("operator"),
}


def role_words(_: Translator, held: Assignment, codebook: CodeBook) -> tuple[str, str | None]:
    """What somebody is, and of which reporter, in words."""
    reporter = codebook.reporters[held.reporter] if held.reporter else None
    label = reporter.label[_.language] if reporter else None
    return _(ROLES[held.role]), label


def language_for(person: Person, held: Assignment, codebook: CodeBook) -> str:
    """The one chosen, else the reporter's first one, else English."""
    if person.language in LANGUAGES:
        return str(person.language)
    return codebook.reporters[held.reporter].languages[0] if held.reporter else "en"
