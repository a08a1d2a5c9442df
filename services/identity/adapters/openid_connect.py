"""Single sign-on by OpenID Connect: authorization code with PKCE (RFC 7636, OpenID Connect Core).

What the provider can do is read from its discovery document and kept for an hour, its keys with it;
a token under a key that is not known asks for the keys once more.
"""

from __future__ import annotations

import time
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException, Response

from services.identity.application.ports import ProvidedIdentity
from services.identity.application.single_sign_on import ProviderSettings
from services.identity.domain.credentials.single_sign_on import (
    ProviderAway,
    SingleSignOnFailed,
    SingleSignOnNotOffered,
)

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures with a key pair only: with a shared secret the portal could sign for the provider."""

KEPT_SECONDS = 3600
WITHIN_SECONDS = 3.0
LEEWAY_SECONDS = 60
MOST_BYTES = 512 * 1024
PART_BYTES = 16 * 1024


class NoProvider:
    """A portal without single sign-on."""

    offered = False

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        raise SingleSignOnNotOffered

    def identity(self, *, code: str, issuer: str, nonce: str, verifier: str) -> ProvidedIdentity:
        raise SingleSignOnNotOffered


class OpenIdConnect:
    """See `SingleSignOn`."""

    offered = True

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings
        self._known: tuple[float, dict[str, Any], KeySet] | None = None

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        with self._session() as session:
            metadata, _ = self._provider(session)
            address, _ = session.create_authorization_url(
                metadata["authorization_endpoint"],
                state=state,
                nonce=nonce,
                code_verifier=verifier,
            )
        return str(address)

    def identity(self, *, code: str, issuer: str, nonce: str, verifier: str) -> ProvidedIdentity:
        with self._session() as session:
            metadata, keys = self._provider(session)
            if issuer and issuer != self._settings.issuer:
                raise SingleSignOnFailed
            id_token = self._redeem(session, metadata, code, verifier)
            try:
                claims = _signed(id_token, keys)
            except ValueError:
                _, keys = self._provider(session, anew=True)
                claims = _signed_or_refused(id_token, keys)
        return self.vouched(claims, nonce)

    def _session(self) -> OAuth2Session:
        settings = self._settings
        session = OAuth2Session(
            settings.client_id,
            settings.client_secret,
            scope="openid",
            redirect_uri=settings.return_url,
            code_challenge_method="S256",
            default_timeout=WITHIN_SECONDS,
        )
        session.register_compliance_hook("access_token_response", _final)
        return session

    def _redeem(
        self, session: OAuth2Session, metadata: dict[str, Any], code: str, verifier: str
    ) -> str:
        try:
            token = session.fetch_token(
                metadata["token_endpoint"],
                code=code,
                code_verifier=verifier,
                # the secret and the code are for this address only
                allow_redirects=False,
                stream=True,
            )
        except OAuthError:
            raise SingleSignOnFailed from None
        except (RequestException, ValueError):
            raise ProviderAway from None
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise SingleSignOnFailed
        return id_token

    def vouched(self, claims: dict[str, Any], nonce: str) -> ProvidedIdentity:
        """Issuer, audience, authorized party, times and nonce have to be those expected."""
        settings = self._settings
        checked = CodeIDToken(
            claims,
            {},
            {
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
                "sub": {"essential": True},
                "nonce": {"essential": True, "value": nonce},
            },
            {"client_id": settings.client_id, "nonce": nonce},
        )
        try:
            checked.validate(leeway=LEEWAY_SECONDS)
        except JoseError:
            raise SingleSignOnFailed from None
        return ProvidedIdentity(settings.issuer, str(claims["sub"]))

    def _provider(
        self, session: OAuth2Session, *, anew: bool = False
    ) -> tuple[dict[str, Any], KeySet]:
        """The discovery document and the keys. Raises `ProviderAway`."""
        if self._known is not None and not anew and self._known[0] > time.monotonic():
            return self._known[1], self._known[2]
        issuer = self._settings.issuer
        place = issuer.rstrip("/") + "/.well-known/openid-configuration"
        metadata = _read(session, place)
        same_scheme = issuer.partition(":")[0]
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not str(metadata.get(name, "")).startswith(f"{same_scheme}://"):
                raise ProviderAway
        if metadata.get("issuer") != issuer:
            raise ProviderAway
        try:
            keys = _understood(_read(session, metadata["jwks_uri"])["keys"])
        except (KeyError, TypeError):
            raise ProviderAway from None
        self._known = (time.monotonic() + KEPT_SECONDS, metadata, keys)
        return metadata, keys


def _read(session: OAuth2Session, address: str) -> dict[str, Any]:
    try:
        answer = session.get(address, withhold_token=True, allow_redirects=False, stream=True)
        answer.raise_for_status()
        found = _final(answer).json()
    except (RequestException, ValueError):
        raise ProviderAway from None
    if not isinstance(found, dict):
        raise ProviderAway
    return found


def _final(answer: Response) -> Response:
    """The same answer, read as far as it may be long. Raises `ProviderAway`, also when it moves."""
    if answer.is_redirect:
        raise ProviderAway
    body = b""
    for part in answer.iter_content(PART_BYTES):
        body += part
        if len(body) > MOST_BYTES:
            answer.close()
            raise ProviderAway
    # where `content` keeps what it has read: all that asks later gets this
    answer._content = body
    return answer


def _understood(published: list[Any]) -> KeySet:
    """The keys of a set; those that are not understood are ignored (RFC 7517, section 5)."""
    keys: list[Any] = []
    for one in published:
        try:
            keys += KeySet.import_key_set({"keys": [one]}).keys
        except (JoseError, KeyError, ValueError, TypeError):
            continue
    if not keys:
        raise ProviderAway
    return KeySet(keys)


def _signed(id_token: str, keys: KeySet) -> dict[str, Any]:
    """The claims of a token signed by one of the keys; `ValueError` when none of them did."""
    try:
        return dict(jwt.decode(id_token, keys, algorithms=list(ALGORITHMS)).claims)
    except JoseError as error:
        raise ValueError(str(error)) from None


def _signed_or_refused(id_token: str, keys: KeySet) -> dict[str, Any]:
    try:
        return _signed(id_token, keys)
    except ValueError:
        raise SingleSignOnFailed from None
