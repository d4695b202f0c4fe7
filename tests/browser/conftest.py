import os

import pytest

from exchange.submissions.apart import Readers
from tests.browser.browsing import NAMES, Visitor, chromium, found
from tests.browser.serving import serving


@pytest.fixture(scope="session")
def browser():
    path = found()
    if path is None:
        reason = f"no browser: none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def readers():
    with Readers() as made:
        yield made


@pytest.fixture
def site(tmp_path, readers):
    with serving(tmp_path, readers) as made:
        yield made


@pytest.fixture
def visit(browser):
    """Opens browsers, each for one person; nothing may go wrong in any of them."""
    opened: list[Visitor] = []

    def visits(site, who=None, **wishes) -> Visitor:
        opened.append(Visitor(browser, site, who, **wishes))
        return opened[-1]

    yield visits
    for visitor in opened:
        visitor.context.close()
    assert [fault for visitor in opened for fault in visitor.faults] == []
