"""Opening, reissue, change of password, profile and leaving by API."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import (
    AcceptedSchema,
    AccountReceiptSchema,
    CommandReceiptSchema,
    OpeningActivationBody,
    OpeningCompletionBody,
    OpeningSchema,
    ProfileSchema,
    ReissueQuestionSchema,
    SecuritySchema,
)
from gateway.auth.allow import ANYONE, SIGNED_IN
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.limits import count_attempt, guarded
from services.kernel.contracts.identity import (
    ChangePassword,
    CheckReissueIdentity,
    Leave,
    ReissueOrganisationPassword,
    ReissuePassword,
    RequestOpening,
)

operations = Operations("accounts", "/accounts", "Accounts, from their opening to their end.")

_OPENING = {409: ["terms-have-changed"]}
_REISSUE = {
    403: ["reissue-data-wrong", "reissue-closed"],
    409: ["temporary-password-still-valid", "no-mail-address"],
}


@operations.operation(
    "POST",
    "/openings",
    who=[ANYONE],
    body=RequestOpening,
    answer=AcceptedSchema,
    status=202,
    refuses={403: ["not-permitted"], 409: ["job-seeker-application-not-accepted"]},
)
@guarded
def request_opening(body: dict[str, Any]) -> dict[str, Any]:
    """Ask to open an account.

    A link is mailed to the address. The answer is the same for an address in use, whose owner is
    told by mail. The path `job-seeker-counter` is for Hello Work staff.
    """
    backend.call("identity", "request_opening", body)
    return {"accepted": True}


@operations.operation(
    "GET",
    "/openings/<token>",
    who=[ANYONE],
    answer=OpeningSchema,
    refuses={404: ["link-not-valid"], 422: ["invalid-input"]},
)
@guarded
def get_opening(token: str) -> dict[str, Any]:
    """The opening behind a mailed link.

    The login ID and the versions of the terms and the privacy policy to agree to.
    """
    answer: dict[str, Any] = backend.call("identity", "get_opening", {"token": token})
    return answer


@operations.operation(
    "POST",
    "/openings/<token>/completion",
    who=[ANYONE],
    body=OpeningCompletionBody,
    answer=AccountReceiptSchema,
    status=201,
    refuses={
        **_OPENING,
        404: ["link-not-valid"],
        409: [*_OPENING[409], "too-young-for-job-seeker", "pupil-cannot-open"],
    },
)
@guarded
def complete_opening(body: dict[str, Any], token: str) -> dict[str, Any]:
    """Complete the opening of an individual.

    The person becomes a simple registrant.
    """
    answer: dict[str, Any] = backend.call("identity", "complete_opening", {**body, "token": token})
    return answer


@operations.operation(
    "POST",
    "/openings/<token>/activation",
    who=[ANYONE],
    body=OpeningActivationBody,
    answer=AccountReceiptSchema,
    status=201,
    refuses={**_OPENING, 404: ["link-not-valid"]},
)
@guarded
def activate_account(body: dict[str, Any], token: str) -> dict[str, Any]:
    """Set the first password of an organisation.

    By the link that was mailed with the registration.
    """
    answer: dict[str, Any] = backend.call("identity", "activate_account", {**body, "token": token})
    return answer


@operations.operation("GET", "/current/security", who=[SIGNED_IN], answer=SecuritySchema)
def get_security() -> dict[str, Any]:
    """What opens the own account besides the password.

    Linking single sign-on needs a browser: it begins on the page `/security`.
    """
    answer: dict[str, Any] = backend.call("identity", "get_security")
    return answer


@operations.operation(
    "DELETE",
    "/current/single-sign-on",
    who=[Role.INDIVIDUAL],
    answer=CommandReceiptSchema,
)
def unlink_single_sign_on() -> dict[str, Any]:
    """Undo the link to the provider of single sign-on.

    Nothing happens where there is none.
    """
    answer: dict[str, Any] = backend.call("identity", "unlink_single_sign_on")
    return answer


@operations.operation("GET", "/current", who=[SIGNED_IN], answer=ProfileSchema)
def get_profile() -> dict[str, Any]:
    """The own account.

    Registered data, status, previous login and last update.
    """
    answer: dict[str, Any] = backend.call("identity", "get_profile")
    return answer


@operations.operation(
    "POST",
    "/current/password",
    who=[SIGNED_IN],
    body=ChangePassword,
    answer=CommandReceiptSchema,
    refuses={403: ["account-locked"]},
    with_temporary_password=True,
)
@guarded
def change_password(body: dict[str, Any]) -> dict[str, Any]:
    """Change the own password.

    Also the way on from a temporary one.
    """
    answer: dict[str, Any] = backend.call("identity", "change_password", body)
    return answer


@operations.operation(
    "POST",
    "/current/leaving",
    who=[Role.INDIVIDUAL],
    body=Leave,
    answer=CommandReceiptSchema,
    refuses={409: ["leaving-not-confirmed"]},
)
def leave(body: dict[str, Any]) -> dict[str, Any]:
    """Delete the own membership.

    The session ends, the personal data become unreadable at once and for good.
    """
    answer: dict[str, Any] = backend.call("identity", "leave", body)
    return answer


@operations.operation(
    "POST",
    "/reissues/question",
    who=[ANYONE],
    body=CheckReissueIdentity,
    answer=ReissueQuestionSchema,
    refuses={403: _REISSUE[403], 409: ["reissue-needs-inquiry"]},
)
@guarded
def ask_reissue_question(body: dict[str, Any]) -> dict[str, Any]:
    """Step 1 of a reissue.

    The secret question, when login ID and date of birth belong to one account.
    """
    count_attempt(f"reissue:{body['login_id']}")
    answer: dict[str, Any] = backend.call("identity", "check_reissue_identity", body)
    return answer


@operations.operation(
    "POST",
    "/reissues",
    who=[ANYONE],
    body=ReissuePassword,
    answer=AcceptedSchema,
    status=202,
    refuses=_REISSUE,
)
@guarded
def reissue_password(body: dict[str, Any]) -> dict[str, Any]:
    """Step 2 of a reissue.

    The right answer sends a temporary password to the registered address.
    """
    count_attempt(f"reissue:{body['login_id']}")
    backend.call("identity", "reissue_password", body)
    return {"accepted": True}


@operations.operation(
    "POST",
    "/reissues/organisation",
    who=[ANYONE],
    body=ReissueOrganisationPassword,
    answer=AcceptedSchema,
    status=202,
    refuses=_REISSUE,
)
@guarded
def reissue_organisation_password(body: dict[str, Any]) -> dict[str, Any]:
    """Reissue for an organisation.

    Login ID, registered address and organisation code send a temporary password.
    """
    count_attempt(f"reissue:{body['login_id']}")
    backend.call("identity", "reissue_organisation_password", body)
    return {"accepted": True}
