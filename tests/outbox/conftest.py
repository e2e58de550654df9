import pytest

from mentorbot.store import Store
from tests.outbox.scenes import Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)
