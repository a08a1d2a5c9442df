"""What the messaging service is told from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from services.kernel.eventkit.settings import FaultySettings


@dataclass(frozen=True, slots=True)
class Settings:
    """`product_name` stands in the title of the completion mail (D-51)."""

    smtp_uri: str
    mail_from: Address
    public_url: str
    product_name: str = "JREC-IN Portal"
    portal_name: str = "架け橋"
    portal_name_en: str = "Kakehashi"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Reads SMTP_URI, MAIL_FROM, PUBLIC_URL, PRODUCT_NAME, PORTAL_NAME and PORTAL_NAME_EN.

        Raises FaultySettings with all faults at once.
        """
        faults: list[str] = []
        smtp_uri = environ.get("SMTP_URI", "")
        if urlsplit(smtp_uri).scheme not in ("smtp", "smtps", "smtp+starttls"):
            faults.append("SMTP_URI must look like smtp://host:port")
        elif not urlsplit(smtp_uri).hostname:
            faults.append("SMTP_URI names no host")
        public_url = environ.get("PUBLIC_URL", "").rstrip("/")
        if urlsplit(public_url).scheme not in ("http", "https"):
            faults.append("PUBLIC_URL must look like https://host")
        mail_from = _address(environ.get("MAIL_FROM", ""))
        if mail_from is None:
            faults.append("MAIL_FROM must look like Name <name@example.org>")
        if faults or mail_from is None:
            raise FaultySettings(faults)
        return cls(
            smtp_uri=smtp_uri,
            mail_from=mail_from,
            public_url=public_url,
            product_name=environ.get("PRODUCT_NAME") or "JREC-IN Portal",
            portal_name=environ.get("PORTAL_NAME") or "架け橋",
            portal_name_en=environ.get("PORTAL_NAME_EN") or "Kakehashi",
        )


def _address(text: str) -> Address | None:
    name, spec = parseaddr(text)
    try:
        address = Address(display_name=name, addr_spec=spec)
    except (ValueError, IndexError, HeaderParseError):
        return None
    return address if address.username and address.domain else None
