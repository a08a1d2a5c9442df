"""The secretariat checks who stands behind an inquiry (ID-68, ID-70)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound
from services.messaging.application.ports import Office
from services.messaging.domain.identity_check.identity_check import (
    InquiryIdentityVerified,
    verify,
)


@dataclass(frozen=True)
class VerifyInquiryIdentity:
    account_id: str | None = None
    organisation_id: str | None = None
    inquiry_id: str | None = None
    name: str = ""
    birth_on: str = ""
    email: str = ""
    address: str = ""
    telephone: str = ""
    institution_id: str = ""
    person_in_charge: str = ""


def verify_inquiry_identity(
    command: VerifyInquiryIdentity, context: Context, *, office: Office
) -> dict[str, Any]:
    """Lets identity compare, and records the result: what was said is kept nowhere.

    Raises `NotFound` for accounts that cannot get a password.
    """
    question = {key: value for key, value in asdict(command).items() if key != "inquiry_id"}
    try:
        answer = office.neighbours.ask("identity", "compare_identity", question)
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        raise NotFound from None
    check_id = context.id_for("identity-check")
    verified = InquiryIdentityVerified(
        check_id=check_id,
        account_id=answer["account_id"],
        organisation_id=command.organisation_id,
        inquiry_id=command.inquiry_id,
        results=dict(answer["results"]),
        identified=answer["identified"],
        verified_by=context.actor.id,
        verified_at=context.at,
    )
    done = office.identity_checks.change(check_id, context, lambda state: verify(state, verified))
    kept = done.state.verified or verified
    return receipt(done, check_id=check_id, identified=kept.identified, results=kept.results)
