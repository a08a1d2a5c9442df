"""Settings of the identity service, read once at start."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from services.identity.application.single_sign_on import ProviderSettings
from services.identity.domain.rules import DEFAULT_RULES, Rules
from services.kernel.contracts.relying_party import RelyingParty
from services.kernel.eventkit.settings import FaultySettings

T = TypeVar("T")

KEY_BYTES = 32
RETURN_PATH = "/login/single-sign-on/return"
"""Where the provider sends browsers back to: a page of the gateway."""
TERMS_VERSION = "2024-04"
PRIVACY_VERSION = "2024-04"
PASSWORD_MEMORY_KIB = 19_456
PASSWORD_TIME_COST = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """What only the identity service needs.

    `secret_key` derives tokens, temporary passwords and codes; it comes from the master key.
    `terms_version` and `privacy_version` are the texts people agree to now (ID-29). argon2id takes
    19 MiB and 2 passes unless set otherwise (OWASP).
    """

    secret_key: bytes
    public_url: str
    terms_version: str = TERMS_VERSION
    privacy_version: str = PRIVACY_VERSION
    password_memory_kib: int = PASSWORD_MEMORY_KIB
    password_time_cost: int = PASSWORD_TIME_COST
    rules: Rules = DEFAULT_RULES
    provider: ProviderSettings | None = None

    @property
    def relying_party(self) -> RelyingParty:
        """The portal as passkeys know it: where its pages are, and nowhere else."""
        return RelyingParty.of(self.public_url)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Reads the environment; raises `FaultySettings` with all faults at once."""
        read = _Reading(environ)
        public_url = read.get("PUBLIC_URL", _web_address, "")
        settings = cls(
            secret_key=read.get("MASTER_KEY_FILE", _secret_key, b""),
            public_url=public_url,
            provider=_provider(read, environ, public_url),
            terms_version=environ.get("TERMS_VERSION") or TERMS_VERSION,
            privacy_version=environ.get("PRIVACY_VERSION") or PRIVACY_VERSION,
            password_memory_kib=read.number("PASSWORD_MEMORY_KIB", PASSWORD_MEMORY_KIB),
            password_time_cost=read.number("PASSWORD_TIME_COST", PASSWORD_TIME_COST),
            rules=Rules(
                session_idle=timedelta(minutes=read.number("SESSION_MINUTES", 60)),
                temporary_password_valid=timedelta(
                    hours=read.number("TEMPORARY_PASSWORD_HOURS", 24)
                ),
                password_least=read.number("PASSWORD_LEAST", DEFAULT_RULES.password_least),
                password_most=read.number("PASSWORD_MOST", DEFAULT_RULES.password_most),
                full_registration_months=read.number(
                    "FULL_REGISTRATION_MONTHS", DEFAULT_RULES.full_registration_months
                ),
                organisation_valid_months=read.number(
                    "ORGANISATION_VALID_MONTHS", DEFAULT_RULES.organisation_valid_months
                ),
                completion_awaited_for=timedelta(days=read.number("COMPLETION_DAYS", 30)),
                switching_back_months=read.number(
                    "SWITCHING_BACK_MONTHS", DEFAULT_RULES.switching_back_months
                ),
                confirmation_months=read.number(
                    "CONFIRMATION_MONTHS", DEFAULT_RULES.confirmation_months
                ),
            ),
        )
        if read.faults:
            raise FaultySettings(read.faults)
        return settings


class _Reading:
    """Reads settings one by one and remembers what was wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def get(self, name: str, parse: Callable[[str], T], default: T) -> T:
        text = self._environ.get(name)
        if not text:
            self.faults.append(f"{name} is missing")
            return default
        return self._parsed(name, text, parse, default)

    def number(self, name: str, default: int) -> int:
        text = self._environ.get(name)
        return self._parsed(name, text, _positive, default) if text else default

    def _parsed(self, name: str, text: str, parse: Callable[[str], T], default: T) -> T:
        try:
            return parse(text)
        except (ValueError, OSError) as fault:
            self.faults.append(f"{name}: {fault}")
            return default


def _provider(
    read: _Reading, environ: Mapping[str, str], public_url: str
) -> ProviderSettings | None:
    """The OpenID provider; None without `SSO_ISSUER` (ID-45, D-19)."""
    client_id = environ.get("SSO_CLIENT_ID") or ""
    secret_file = environ.get("SSO_CLIENT_SECRET_FILE") or ""
    if not environ.get("SSO_ISSUER"):
        return None
    if not client_id:
        read.faults.append("SSO_CLIENT_ID is missing")
    local = environ.get("ENVIRONMENT") == "local"
    return ProviderSettings(
        issuer=read.get("SSO_ISSUER", _web_address if local else _safe_address, ""),
        client_id=client_id,
        return_url=public_url + RETURN_PATH,
        client_secret=read.get("SSO_CLIENT_SECRET_FILE", _secret_text, "") if secret_file else "",
    )


def _safe_address(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError("must begin with https://")
    return text


def _secret_text(path: str) -> str:
    secret = Path(path).read_text(encoding="utf-8").strip()
    if not secret:
        raise ValueError("holds no secret")
    return secret


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("must be at least 1")
    return number


def _web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ValueError("must begin with https:// or http://")
    return text.rstrip("/")


def _secret_key(path: str) -> bytes:
    """A key of its own, so that nothing else made from the master key is like it."""
    try:
        master = base64.b64decode(Path(path).read_text().strip(), validate=True)
    except binascii.Error:
        raise ValueError("must hold 32 bytes in base64") from None
    if len(master) != KEY_BYTES:
        raise ValueError("must hold 32 bytes in base64")
    return hmac.digest(master, b"kakehashi identity derived secrets", hashlib.sha256)
