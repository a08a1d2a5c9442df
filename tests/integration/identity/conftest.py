from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.openid_provider import OpenIdProvider, openid_provider

RETURN = "http://localhost/login/single-sign-on/return"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenIdProvider]:
    with openid_provider(tmp_path_factory.mktemp("provider"), RETURN) as running:
        yield running
