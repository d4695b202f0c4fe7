"""One attempt with everything that belongs beside its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from exchange.core.versions import Attempt, Version
from exchange.deliveries.desk import Desk
from exchange.deliveries.fixes import Fix, fixes_for
from exchange.deliveries.known import known_as
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.progress import Progress, progress
from exchange.deliveries.purge import how_it_went
from exchange.storage import attempts, versions
from exchange.storage.attempt_history import attempt_before, explanations_given
from exchange.storage.attempts import Explanation
from exchange.storage.events import Event
from exchange.submissions.explanations import subject

PERHAPS_PERSONAL: Final = frozenset(
    {"foreign-sheet", "comments", "authors", "hidden-cells", "far-cells", "external-links"}
)
"""What is no part of the form and could hold data on persons: told, never held against anybody."""


class Seen(NamedTuple):
    """An attempt as it stands; ``purged`` tells how its file went where that is gone.

    ``given`` are the explanations of its findings, by subject; ``names`` those of the people who
    appear. ``former`` is the attempt before.
    """

    attempt: Attempt
    version: Version | None
    has_file: bool
    purged: Event | None
    former: Attempt | None
    progress: Progress | None
    fixes: tuple[Fix, ...]
    given: Mapping[str, Explanation]
    names: Mapping[int, str]


def look_at(desk: Desk, sent: Attempt, *, own: bool) -> Seen:
    """The attempt as it stands now, and what is known around it.

    Who is not the reporter's ``own`` learns nothing of an attempt that somebody else made, or the
    same person in another role.
    """
    with desk.store.reading() as connection:
        version = versions.version_from(connection, sent.id)
        attempt = as_it_stands(connection, desk.codebook, sent)
        there = attempts.has_file(connection, sent.id)
        purged = None if there else how_it_went(connection, sent)
        former = attempt_before(connection, sent)
        if former is not None and not own and former.assignment != sent.assignment:
            former = None
        asked = {subject(finding) for finding in attempt.findings if finding.explanation}
        given = explanations_given(connection, sent.reporter, sent.year) if asked else {}
        given = {about: said for about, said in given.items() if about in asked}
        who = {sent.person, *(said.person for said in given.values())}
        if purged is not None and purged.person is not None:
            who.add(purged.person)
        names = known_as(connection, who)
    fixes = fixes_for(desk.codebook, attempt) if there else ()
    came = progress(former, attempt)
    return Seen(attempt, version, there, purged, former, came, fixes, given, names)
