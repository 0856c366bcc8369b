"""A ledger file of its own for each test."""

import pytest

from bigscreen.store.opening import open_store
from tests.support.histories import LEAD_FORCES


@pytest.fixture
def db_url(tmp_path):
    return f"sqlite:///{tmp_path}/ledger.db"


@pytest.fixture
def store(db_url):
    with open_store(db_url, lead_forces=LEAD_FORCES) as opened:
        yield opened
