"""A workbook comes in, gets its verdict, is explained and delivered."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Response, abort, jsonify, url_for

from exchange.core.people import Operation
from exchange.core.returns import Severity
from exchange.core.versions import Attempt, Channel
from exchange.deliveries.deliver import NotReady, deliver
from exchange.deliveries.explain import AlreadyDelivered, NotOneSentence, explain
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.upload import Incoming, NotThisReturn, upload
from exchange.storage import versions
from exchange.submissions.explanations import subject
from exchange.web.api import schemas
from exchange.web.api.bodies import (
    EXPLANATIONS_DOCUMENT,
    WORKBOOK_DOCUMENT,
    Said,
    explanations,
    workbook,
)
from exchange.web.api.operations import Answer, Operations
from exchange.web.api.problems import PREFIX, not_understood, problem
from exchange.web.api.queries import SendQuery
from exchange.web.api.shown import attempt_shown, open_findings, version_shown
from exchange.web.frame import acting, attempt, frame, now
from exchange.web.languages import say

blueprint = Operations("api_attempts", __name__, url_prefix=PREFIX)
blueprint.description = "Workbooks, the verdicts on them, and their delivery"

RETURN = "/returns/<reporter:reporter>/<year:year>"
ATTEMPT = "/attempts/<int(min=1,max=9007199254740991):attempt_id>"
_LOCATION = {"Location": {"description": "The attempt.", "schema": {"type": "string"}}}


@blueprint.operation(
    "POST",
    f"{RETURN}/attempts",
    [Answer(201, "The workbook is kept, with this verdict", schemas.Attempt, _LOCATION)],
    refuses=[404, 413, 415, 503],
    query=SendQuery,
    requestBody=WORKBOOK_DOCUMENT,
)
def send(asked: dict[str, str], reporter: str, year: int) -> Response:
    """Send a workbook.

    Nothing is delivered by it: what is accepted waits for its delivery. The form of another
    reporter or year is refused with 422, and nothing of it is kept.
    """
    sender = acting(Operation.SUBMIT, reporter)
    _refuse_not_asked(reporter, year)
    name, content = workbook(asked.get("file_name"))
    try:
        incoming = Incoming(reporter, year, name, content, Channel.API)
        made = upload(frame().desk, sender, incoming, now())
    except NotThisReturn as other:
        abort(_another(other))
    response = jsonify(attempt_shown(_standing(made)))
    response.status_code = 201
    response.headers["Location"] = url_for("api_attempts.verdict", attempt_id=made.id)
    return response


def _refuse_not_asked(reporter: str, year: int) -> None:
    codebook = frame().codebook
    this_year = now().astimezone(ZoneInfo(codebook.reporters[reporter].zone)).year
    if not codebook.asks(reporter, year) or year > this_year:
        _ = say()
        abort(problem(404, _("There is no return of this year to deliver.")))


def _another(other: NotThisReturn) -> Response:
    _ = say()
    detail = _("The workbook is the form of another reporter or year. Nothing was stored.")
    return problem(422, detail, "not-this-return", reporter=other.reporter, year=other.year)


@blueprint.operation(
    "GET", ATTEMPT, [Answer(200, "The verdict as it stands now", schemas.Attempt)], refuses=[404]
)
def verdict(_asked: object, attempt_id: int) -> Response:
    """An attempt and its verdict.

    With every explanation given since it was sent. Only for its own reporter, and for the
    secretariat where it sent the workbook itself; others get 403.
    """
    return jsonify(attempt_shown(_standing(attempt())))


def _standing(made: Attempt) -> Attempt:
    with frame().store.reading() as connection:
        return as_it_stands(connection, frame().codebook, made)


@blueprint.operation(
    "POST",
    f"{ATTEMPT}/explanations",
    [Answer(200, "The verdict as it stands with them", schemas.Attempt)],
    refuses=[400, 404, 409, 413, 415],
    requestBody=EXPLANATIONS_DOCUMENT,
)
def explanation(_asked: object, attempt_id: int) -> Response:
    """Explain warnings.

    All are kept, or none is: 409 where one explains no warning of the attempt, or where the
    attempt is delivered already. A later explanation takes the place of an earlier one.
    """
    made = attempt()
    sender = acting(Operation.SUBMIT, made.reporter)
    given = _by_subject(_standing(made), explanations())
    try:
        return jsonify(attempt_shown(explain(frame().desk, sender, made, given, now())))
    except AlreadyDelivered:
        abort(_not_asked([]))
    except NotOneSentence as unfit:
        abort(not_understood({"body": {about: ["Not one sentence."] for about in unfit.subjects}}))


def _by_subject(made: Attempt, said: list[Said]) -> dict[str, str]:
    found: dict[str, str] = {}
    unknown = []
    for each in said:
        subjects = [
            subject(finding)
            for finding in made.findings
            if finding.severity is Severity.WARNING
            and finding.name == each.name
            and each.code in {None, finding.code}
        ]
        found |= dict.fromkeys(subjects, each.text)
        if not subjects:
            unknown.append({"name": each.name, "code": each.code})
    if unknown:
        abort(_not_asked(unknown))
    return found


def _not_asked(unknown: list[dict[str, str | None]]) -> Response:
    _ = say()
    if unknown:
        detail = _("The attempt has no such warnings. Nothing was kept.")
    else:
        detail = _("The attempt is delivered; what was said for it stays said.")
    return problem(409, detail, "not-asked", unknown=unknown)


@blueprint.operation(
    "POST",
    f"{ATTEMPT}/delivery",
    [
        Answer(201, "The version that the attempt became", schemas.Version),
        Answer(200, "The version that it had become before", schemas.Version),
    ],
    refuses=[404, 409],
)
def delivery(_asked: object, attempt_id: int) -> Response:
    """Deliver an accepted attempt.

    Where the reporter names no approver it is released at once. 409 where it is not accepted, with
    the findings that keep it back.
    """
    sender = acting(Operation.DELIVER, attempt().reporter)
    with frame().store.reading() as connection:
        before = versions.version_from(connection, attempt_id)
    try:
        version = deliver(frame().desk, sender, attempt_id, now())
    except NotReady as not_ready:
        abort(_not_ready(not_ready.attempt))
    response = jsonify(version_shown(version))
    response.status_code = 200 if before else 201
    return response


def _not_ready(made: Attempt) -> Response:
    _ = say()
    detail = _("The attempt is not accepted as it stands; “findings” says what to put right.")
    return problem(409, detail, "not-ready", findings=open_findings(made))
