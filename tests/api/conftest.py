import pytest

from exchange.submissions.apart import Readers
from tests.web.running import running


@pytest.fixture(scope="session")
def readers():
    with Readers() as made:
        yield made


@pytest.fixture
def service(tmp_path, readers):
    with running(tmp_path, readers) as made:
        made.app.config["WTF_CSRF_ENABLED"] = True
        yield made
