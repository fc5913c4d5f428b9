"""The stores that the contract is run against."""

import pytest

from backend.stores.embedded import EmbeddedUrls
from tests.conftest import GIVEN


@pytest.fixture
def contract_urls(request: pytest.FixtureRequest) -> EmbeddedUrls:
    """The given servers; where one isn't given, the session's embedded one."""
    if GIVEN.redis and GIVEN.mongodb:
        return GIVEN
    own: EmbeddedUrls = request.getfixturevalue("embedded_urls")
    return EmbeddedUrls(redis=GIVEN.redis or own.redis, mongodb=GIVEN.mongodb or own.mongodb)
