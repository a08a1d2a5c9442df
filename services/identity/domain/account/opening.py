"""Opening an account: e-mail first, then password, name and birth date (SM-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.account.events import (
    AccountActivated,
    AccountDiscarded,
    AccountEmailRegistered,
    OpeningAskedAgain,
    UserRegistered,
)
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.admission import JobSeekerApplication, register
from services.identity.domain.job_seeker.events import (
    JobSeekerInformationUpdated,
    JobSeekerRegistered,
)
from services.identity.domain.kinds import CLOSED, Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, Kind, Refusal, Sealed
from services.kernel.eventkit.domain.tokyo import tokyo_date

EARLIEST_BIRTH = date(1900, 1, 1)


class LinkNotValid(Refusal):
    """The link is unknown, used or too old; the page offers to begin anew."""

    code = "link-not-valid"
    kind = Kind.NOT_FOUND


class TermsHaveChanged(Refusal):
    """The agreement was to texts that are not the present ones (ID-29)."""

    code = "terms-have-changed"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a person enters to complete the opening, hashed and sealed where it has to be.

    `information` is the job-seeker information that comes with a job-seeker application.
    """

    person: Sealed
    secret: Sealed | None
    password_hash: str
    application: JobSeekerApplication
    information: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The versions of terms of use (利用規約) and privacy policy (プライバシーポリシー) (ID-29)."""

    terms: str
    privacy: str


def require_birth_date(birth_on: date, now: datetime) -> None:
    """A birth date lies between 1900 and today. Raises `InvalidInput`."""
    if birth_on > tokyo_date(now):
        raise InvalidInput(fields={"birth_on": (FieldProblem("birth-date-in-future"),)})
    if birth_on < EARLIEST_BIRTH:
        raise InvalidInput(fields={"birth_on": (FieldProblem("birth-date-too-early"),)})


def require_agreement(agreed: Agreement, present: Agreement) -> None:
    """The person agrees to the present texts, no others. Raises `TermsHaveChanged`."""
    if agreed != present:
        raise TermsHaveChanged


def register_email(
    account: Account, registered: AccountEmailRegistered, rules: Rules
) -> list[AccountEmailRegistered | OpeningAskedAgain]:
    """Begins an opening, or notes that it was asked for again, so that the owner gets a mail."""
    if account.standing is Standing.NONE:
        return [registered]
    if account.standing in CLOSED or account.link is None:
        return []
    if registered.at - account.link.sent_at < rules.opening_mail_quiet:
        return []
    return [
        OpeningAskedAgain(account.account_id, registered.link_until, registered.at, registered.path)
    ]


def refuse_dead_link(account: Account, now: datetime) -> None:
    """A link is good while nobody has used it and its time lasts. Raises `LinkNotValid`."""
    pending = account.standing in (Standing.EMAIL_PENDING, Standing.INVITED)
    if not pending or account.link is None or now > account.link.until:
        raise LinkNotValid


def complete(
    account: Account, opening: Opening, agreement: Agreement, now: datetime, rules: Rules
) -> list[UserRegistered | JobSeekerRegistered | JobSeekerInformationUpdated]:
    """Makes a simple registrant (ID-01), and a job seeker where that was asked for (D-22).

    Raises `LinkNotValid`, and for a job-seeker MyPage `TooYoungForJobSeeker` and
    `PupilCannotOpen`.
    """
    if account.standing is not Standing.EMAIL_PENDING:
        raise LinkNotValid
    refuse_dead_link(account, now)
    as_job_seeker = account.opens_as_job_seeker
    account_id, application = account.account_id, opening.application
    registered = UserRegistered(
        account_id,
        opening.person,
        opening.secret,
        opening.password_hash,
        agreement.terms,
        agreement.privacy,
        application.school if as_job_seeker else None,
        now,
    )
    if not as_job_seeker:
        return [registered]
    seeker = register(account.job_seeker, account_id, application, now, rules)
    if opening.information is None:
        return [registered, *seeker]
    return [registered, *seeker, JobSeekerInformationUpdated(account_id, opening.information, now)]


def activate(
    account: Account, password_hash: str, agreement: Agreement, now: datetime
) -> list[AccountActivated]:
    """The first password of an invited person in charge. Raises `LinkNotValid`."""
    if account.standing is not Standing.INVITED:
        raise LinkNotValid
    refuse_dead_link(account, now)
    return [
        AccountActivated(account.account_id, password_hash, agreement.terms, agreement.privacy, now)
    ]


def discard(account: Account) -> list[AccountDiscarded]:
    """Gives up an opening nobody completed (D-24); nothing to do for any other account."""
    if account.standing is not Standing.EMAIL_PENDING:
        return []
    return [AccountDiscarded(account.account_id, account.login_key)]
