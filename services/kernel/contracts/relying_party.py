"""The portal as passkeys know it (WebAuthn): identity checks by it, the gateway offers by it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The name of its host, and where its pages are."""

    host: str
    origin: str

    @classmethod
    def of(cls, public_url: str) -> RelyingParty:
        """That of a public address.

        Browsers have passkeys for names only: a run on one machine that is known by its loopback
        address is `localhost` to them.
        """
        parts = urlsplit(public_url)
        host = parts.hostname or ""
        if not _is_loopback(host):
            return cls(host, f"{parts.scheme}://{parts.netloc}")
        port = f":{parts.port}" if parts.port else ""
        return cls(LOCAL, f"{parts.scheme}://{LOCAL}{port}")

    @property
    def offers_passkeys(self) -> bool:
        """Whether browsers have passkeys for it: over HTTPS, or on the own machine."""
        safe = self.origin.startswith("https://") or self.host == LOCAL
        return bool(self.host) and _address(self.host) is None and safe


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return address is not None and address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
