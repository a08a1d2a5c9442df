"""The texts that people agree to now (ID-29)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.opening import Agreement
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class GetAgreement:
    pass


def get_agreement(query: GetAgreement, context: Context, *, agreement: Agreement) -> dict[str, Any]:
    """The present versions of the terms of use and the privacy policy."""
    return {"terms_version": agreement.terms, "privacy_version": agreement.privacy}
