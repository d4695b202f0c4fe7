import os

import pytest

from exchange.submissions.apart import Readers
from tests.browser.browsing import NAMES, Visitor, chromium, found
from tests.browser.inhabited import settle
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


@pytest.fixture(scope="session")
def inhabited(tmp_path_factory, readers):
    """A service in which much has happened."""
    with serving(tmp_path_factory.mktemp("inhabited"), readers) as made:
        yield settle(made)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory, readers):
    """The same as a demonstration, in which letters stay."""
    folder = tmp_path_factory.mktemp("demonstration")
    with serving(folder, readers, demonstration=True) as made:
        yield settle(made)


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
