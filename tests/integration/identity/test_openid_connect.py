"""What the portal believes of an OpenID provider: its adapter against a real one (ID-45)."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from services.identity.adapters.openid_connect import OpenIdConnect
from services.identity.application.single_sign_on import ProviderSettings
from services.identity.domain.credentials.single_sign_on import ProviderAway, SingleSignOnFailed
from tests.integration.identity.conftest import RETURN
from tests.support.openid_provider import CLIENT, OpenIdProvider

SECRETS = {"state": "s" * 43, "nonce": "n" * 43, "verifier": "v" * 43}


def _adapter(provider: OpenIdProvider, **other: str) -> OpenIdConnect:
    known = {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": provider.secret}
    return OpenIdConnect(ProviderSettings(return_url=RETURN, **{**known, **other}))


def _code(adapter: OpenIdConnect, provider: OpenIdProvider) -> str:
    query = urlsplit(provider.go(adapter.address(**SECRETS))).query
    return parse_qs(query)["code"][0]


def _expected(code: str, other: dict[str, str]) -> dict[str, str]:
    return {"issuer": "", "nonce": "n" * 43, "verifier": "v" * 43, "code": code, **other}


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "x" * 43},
        {"verifier": "x" * 43},
        {"issuer": "http://127.0.0.1/elsewhere"},
        {"code": "made-up"},
    ],
    ids=["nonce", "PKCE verifier", "issuer", "code"],
)
def test_each_part_of_the_answer_is_checked(
    provider: OpenIdProvider, changed: dict[str, str]
) -> None:
    adapter = _adapter(provider)
    code = _code(adapter, provider)
    with pytest.raises(SingleSignOnFailed):
        adapter.identity(**_expected(code, changed))


def test_a_code_is_redeemed_once_and_names_the_same_person_each_time(
    provider: OpenIdProvider,
) -> None:
    adapter = _adapter(provider)
    code = _code(adapter, provider)
    first = adapter.identity(**_expected(code, {"issuer": provider.issuer}))
    with pytest.raises(SingleSignOnFailed):
        adapter.identity(**_expected(code, {}))
    assert adapter.identity(**_expected(_code(adapter, provider), {})) == first


def test_a_portal_with_the_wrong_secret_gets_nothing(provider: OpenIdProvider) -> None:
    adapter = _adapter(provider, client_secret="not-it")
    with pytest.raises(SingleSignOnFailed):
        adapter.identity(**_expected(_code(adapter, provider), {}))


@pytest.mark.parametrize(
    "issuer", ["http://127.0.0.1:9/o", "{}/other", "{}/"], ids=["away", "none there", "other name"]
)
def test_a_provider_that_is_not_the_one_expected_is_away(
    provider: OpenIdProvider, issuer: str
) -> None:
    adapter = _adapter(provider, issuer=issuer.format(provider.issuer))
    with pytest.raises(ProviderAway):
        adapter.address(**SECRETS)


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "another-portal"},
        {"aud": [CLIENT, "another-portal"]},
        {"iss": "http://127.0.0.1/elsewhere"},
        {"exp": 1},
        {"sub": None},
        {"azp": "another-portal"},
    ],
    ids=["audience", "two audiences", "issuer", "expired", "nobody", "authorized party"],
)
def test_a_signed_token_for_somebody_else_is_refused(
    provider: OpenIdProvider, changed: dict[str, Any]
) -> None:
    now = int(time.time())
    claims = {"iss": provider.issuer, "aud": CLIENT, "sub": "1", "exp": now + 60, "iat": now}
    whole = {**claims, "nonce": "n" * 43, **changed}
    adapter = _adapter(provider)
    assert adapter.vouched({**claims, "nonce": "n" * 43}, "n" * 43).subject == "1"
    with pytest.raises(SingleSignOnFailed):
        adapter.vouched(
            {name: value for name, value in whole.items() if value is not None}, "n" * 43
        )
