import pytest

from tests.meetings.planning import planning


@pytest.fixture
def office(tmp_path):
    with planning(tmp_path) as made:
        yield made
