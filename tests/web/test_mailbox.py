"""The mailbox: in the demonstration only, with every letter, and what goes next."""

import re
from datetime import UTC, date, datetime

import pytest

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.storage import letters, meetings, pauses
from exchange.storage.letters import Enclosed, Kept
from exchange.storage.pauses import Pause
from tests.web.delivering import delivered
from tests.web.running import START, running

TEXT = "Hello,\n\nOpen this link:\nhttp://127.0.0.1:8000/welcome/abc\n\n<b>Not bold</b>\n"
HTML = """<html lang="nl"><head></head><body>
<p style="color: red">Hallo</p><p style="color: red; font-family: &#39;Segoe UI&#39;">Dag</p>
</body></html>"""


@pytest.fixture
def demonstration(tmp_path, readers):
    with running(tmp_path, readers, demonstration=True) as made:
        yield made


def kept(service, subject, text=TEXT, **changes):
    with service.store.writing() as connection:
        draft = Kept(0, START, "invitation", "a@b.example", subject, text, HTML)
        letters.keep(connection, draft._replace(**changes))


def meeting(service, **changes):
    """One in June, its deadline three weeks from now."""
    deadline = datetime(2026, 6, 2, 21, tzinfo=UTC)
    with service.store.writing() as connection:
        draft = Meeting(
            0, "coordinators", date(2026, 6, 16), "", "America/Curacao", deadline, (2019,)
        )
        meetings.add_meeting(connection, draft._replace(**changes))


def page(service, who=None):
    return service.client(who).get("/mailbox").text.replace("<wbr>", "")


def coming(service):
    """The table of what goes next, as it reads."""
    table = re.search("<tbody>(.*?)</tbody>", page(service), re.DOTALL)
    return " ".join(re.sub("<.*?>", " ", table.group(1)).split()).replace(" ,", ",")


@pytest.mark.parametrize("path", ["/mailbox", "/mailbox/1", "/mailbox/1/styles.css"])
def test_outside_the_demonstration_there_is_no_mailbox(service, path):
    kept(service, "Your account")
    answer = service.client().get(path)
    assert answer.status_code == 404
    assert "Your account" not in answer.text
    assert "Segoe" not in answer.text


def test_the_latest_letter_comes_first(demonstration):
    kept(demonstration, "The first")
    kept(demonstration, "The second")
    told = page(demonstration)
    assert told.index("The second") < told.index("The first")
    assert "To a@b.example, 12 May 2026, 10:30" in told


def test_letters_of_one_sort_are_together_as_long_as_no_other_lies_between(demonstration):
    for kind in ("reset", "reminder", "reminder", "reset", "of a kind not known"):
        kept(demonstration, "Subject", kind=kind)
    headings = re.findall("<h3>(.*?)</h3>", page(demonstration))
    assert [re.sub("<.*?>", "", each) for each in headings] == [
        "Letter",
        "New password",
        "Reminder 2",
        "New password",
    ]


def test_it_says_what_somebody_is_to_whom_a_letter_went(demonstration):
    who = demonstration.person(Role.DEPUTY, "curacao")
    demonstration.also(who.person, Role.READER)
    kept(demonstration, "Your account", address=who.person.email)
    told = page(demonstration)
    assert f"To deputy coordinator, Curaçao; reader ({who.person.email}), 12 May 2026" in told


def test_a_letter_is_read_as_text_and_its_links_can_be_opened(demonstration):
    kept(demonstration, "Your account")
    kept(demonstration, "Within", "See http://127.0.0.1:8000/returns/aruba, please.")
    told = page(demonstration)
    assert '<a href="/welcome/abc">http://127.0.0.1:8000/welcome/abc</a>' in told
    assert 'See <a href="/returns/aruba">http://127.0.0.1:8000/returns/aruba</a>, ' in told
    assert "&lt;b&gt;Not bold&lt;/b&gt;" in told
    assert "Hallo" not in told


def test_a_letter_is_in_its_own_language(demonstration):
    kept(demonstration, "Uw account")
    assert '<summary lang="nl">Uw account</summary>' in page(demonstration)


@pytest.mark.parametrize("url", ["https://elsewhere.example/a", "http://127.0.0.1:8000.example/a"])
def test_a_link_elsewhere_is_not_made_one(demonstration, url):
    kept(demonstration, "Elsewhere", f"Open {url}\n")
    told = page(demonstration)
    assert f"Open {url}" in told
    assert f'href="{url}' not in told


def test_what_is_enclosed_is_named(demonstration):
    files = (Enclosed("aruba-2019.xlsx", 30_400), Enclosed("meeting.ics", 300))
    kept(demonstration, "Figures 2019", enclosures=files)
    assert "Enclosed: aruba-2019.xlsx, 30 kB; meeting.ics, 1 kB" in page(demonstration)


def test_a_letter_is_seen_as_it_arrives_its_styles_apart(demonstration):
    kept(demonstration, "Your account")
    client = demonstration.client()
    seen = client.get("/mailbox/1")
    assert '<link rel="stylesheet" href="/mailbox/1/styles.css">\n' in seen.text
    assert '<p data-style="1">Hallo</p><p data-style="2">Dag</p>' in seen.text
    assert "unsafe" not in seen.headers["Content-Security-Policy"]
    styles = client.get("/mailbox/1/styles.css")
    assert styles.content_type.startswith("text/css")
    assert styles.text.splitlines() == [
        '[data-style="1"] {color: red}',
        "[data-style=\"2\"] {color: red; font-family: 'Segoe UI'}",
    ]


def test_a_letter_that_is_not_there_is_not_found(demonstration):
    assert demonstration.client().get("/mailbox/9").status_code == 404


def test_an_empty_mailbox_says_so_and_that_nothing_is_planned(demonstration):
    told = page(demonstration)
    assert "There is no letter yet." in told
    assert "No reminder is planned" in told


def test_it_says_what_goes_next_and_to_whom_as_things_stand(demonstration):
    meeting(demonstration)
    for reporter in ("aruba", "curacao"):
        demonstration.person(Role.COORDINATOR, reporter)
    told = " ".join(page(demonstration).split())
    assert "Meeting of the coordinators, 16 June 2026" in told
    assert "The figures for 2019 are due on 2 June 2026, 17:00" in told
    assert "70 days before" not in told
    rows = coming(demonstration)
    assert "Tuesday 26 May 7 days before the deadline Aruba, Curaçao" in rows


def test_who_has_delivered_gets_nothing_next(demonstration):
    meeting(demonstration)
    for reporter in ("aruba", "curacao"):
        sender = demonstration.person(Role.COORDINATOR, reporter)
    delivered(demonstration, sender, "curacao", 2019)
    assert "Curaçao" not in coming(demonstration)
    assert "Aruba" in coming(demonstration)


def test_who_may_looks_at_a_letter_before_it_goes(demonstration):
    meeting(demonstration)
    demonstration.person(Role.COORDINATOR, "aruba")
    preview = 'href="/letters/preview/1/before-7/aruba"'
    assert preview in page(demonstration, demonstration.person(Role.SECRETARIAT))
    assert preview not in page(demonstration)


def test_a_step_that_nobody_gets_says_so(demonstration):
    meeting(demonstration)
    for reporter in demonstration.desk.codebook.reporters:
        sender = demonstration.person(Role.COORDINATOR, reporter)
        delivered(demonstration, sender, reporter, 2019)
    assert "3 days after the deadline nobody, as things stand" in coming(demonstration)


def test_of_whom_nobody_can_be_reached_it_is_said_and_why(demonstration):
    meeting(demonstration)
    by = demonstration.person(Role.SECRETARIAT).person
    for reporter in ("aruba", "curacao"):
        who = demonstration.person(Role.COORDINATOR, reporter).person
    with demonstration.store.writing() as connection:
        draft = Pause(who.email, START, by.id, "on leave")
        pauses.pause_address(connection, draft)
    rows = coming(demonstration)
    assert (
        "7 days before the deadline Aruba "
        "Curaçao: the address is paused, and the secretariat is told "
        "Sint Maarten, Caribbean Netherlands, European Netherlands: nobody can be reached;"
    ) in rows


def test_a_holiday_moves_a_step_for_those_who_keep_it(demonstration):
    """Whit Monday is one in the Netherlands, and a working day in Aruba."""
    meeting(demonstration, deadline=datetime(2026, 6, 1, 21, tzinfo=UTC), plan=(7,))
    for reporter in ("aruba", "european-netherlands"):
        demonstration.person(Role.COORDINATOR, reporter)
    rows = coming(demonstration)
    assert "Monday 25 May 7 days before the deadline Aruba" in rows
    assert "Friday 22 May 7 days before the deadline moved from Monday 25 May European" in rows


def test_only_the_next_meeting_is_told_of(demonstration):
    meeting(demonstration)
    deadline = datetime(2026, 12, 2, 21, tzinfo=UTC)
    meeting(demonstration, day=date(2026, 12, 9), deadline=deadline, kind="jvo")
    demonstration.person(Role.COORDINATOR, "aruba")
    told = page(demonstration)
    assert "Meeting of the coordinators" in told
    assert "JVO" not in told
