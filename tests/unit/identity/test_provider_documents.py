"""What is read from an OpenID provider: its keys, documents of any size, and answers that lead away."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import requests
from joserfc.jwk import RSAKey

from services.identity.adapters import openid_connect
from services.identity.adapters.openid_connect import OpenIdConnect
from services.identity.application.single_sign_on import ProviderSettings
from services.identity.domain.credentials.single_sign_on import ProviderAway

ISSUER = "https://provider.example"
SECRETS = {"state": "s" * 43, "nonce": "n" * 43, "verifier": "v" * 43}
RSA = RSAKey.generate_key(2048).as_dict(private=False)
UNKNOWN = [
    {"kty": "EC", "crv": "brainpoolP256r1", "x": "AA", "y": "AA"},
    {"kty": "OKP", "crv": "X25519", "x": "AA"},
    {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"},
    {"kty": ["EC"]},
    {},
    None,
]


class Endless(io.RawIOBase):
    """A document without end; `given` is how much of it was taken."""

    given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "read whole"
        self.given += size
        return b" " * size


class Provider(requests.adapters.BaseAdapter):
    """Answers by address; `asked` is what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.keys: Any = {"keys": [RSA]}
        self.bodies: dict[str, Any] = {}
        self.moved: dict[str, str] = {}

    def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:  # type: ignore[override]
        address = str(request.url)
        self.asked.append(address)
        name = address.rpartition("/")[2]
        documents = {
            "openid-configuration": {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "jwks_uri": f"{ISSUER}/keys",
            },
            "keys": self.keys,
        }
        answer = requests.Response()
        answer.status_code = 307 if name in self.moved else 200
        if name in self.moved:
            answer.headers["Location"] = self.moved[name]
        answer.url, answer.request = address, request
        content = json.dumps(documents.get(name, {})).encode()
        answer.raw = self.bodies.get(name) or io.BytesIO(content)
        return answer

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    answering = Provider()
    monkeypatch.setattr(requests.Session, "get_adapter", lambda session, url: answering)
    return answering


def _portal() -> OpenIdConnect:
    return OpenIdConnect(ProviderSettings(ISSUER, "portal", "https://portal.example/r", "secret"))


@pytest.mark.parametrize("unknown", UNKNOWN, ids=str)
def test_a_key_that_is_not_understood_is_passed_over(provider: Provider, unknown: Any) -> None:
    provider.keys = {"keys": [unknown, RSA]}
    assert _portal().address(**SECRETS).startswith(f"{ISSUER}/authorize?")


@pytest.mark.parametrize("keys", [{"keys": UNKNOWN}, {"keys": []}, {"keys": 1}, {}], ids=str)
def test_a_provider_without_a_key_that_is_understood_is_away(provider: Provider, keys: Any) -> None:
    provider.keys = keys
    with pytest.raises(ProviderAway):
        _portal().address(**SECRETS)


@pytest.mark.parametrize("name", ["openid-configuration", "keys", "token"])
def test_no_document_is_read_beyond_its_bound(provider: Provider, name: str) -> None:
    endless = provider.bodies[name] = Endless()
    portal = _portal()
    with pytest.raises(ProviderAway):
        portal.identity(code="c", issuer="", nonce="n" * 43, verifier="v" * 43)
    assert 0 < endless.given <= 2 * openid_connect.MOST_BYTES


@pytest.mark.parametrize("name", ["openid-configuration", "keys", "token"])
def test_no_answer_leads_to_another_address(provider: Provider, name: str) -> None:
    provider.moved[name] = "https://elsewhere.example/there"
    with pytest.raises(ProviderAway):
        _portal().identity(code="c", issuer="", nonce="n" * 43, verifier="v" * 43)
    assert not [one for one in provider.asked if "elsewhere" in one]
