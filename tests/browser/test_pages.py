import pytest

from tests.browser.browsing import NARROW
from tests.browser.inhabited import settle
from tests.browser.looking import barriers, cut_off, picture, weight
from tests.browser.serving import serving
from tests.browser.shots import IN_EARNEST

MOST_BYTES = 100_000


@pytest.fixture(scope="session")
def inhabited(tmp_path_factory, readers):
    with serving(tmp_path_factory.mktemp("inhabited"), readers) as site:
        yield settle(site)


@pytest.mark.parametrize("shot", IN_EARNEST, ids=lambda shot: shot.name)
def test_a_page_is_light_whole_on_a_phone_and_without_barriers(visit, inhabited, shot):
    """Its weight is that of all answers compressed, as a proxy before the service does it."""
    visitor = visit(inhabited.site, inhabited.people[shot.who] if shot.who else None)
    page = visitor.opens(shot.path.format(**inhabited.facts))
    if shot.act:
        shot.act(page)
        page.wait_for_load_state()
    else:
        assert weight(visitor) <= MOST_BYTES
    picture(page, f"{shot.name}-wide")
    found = barriers(page)
    page.set_viewport_size(NARROW)
    picture(page, f"{shot.name}-narrow")
    assert [*found, *cut_off(page)] == []
