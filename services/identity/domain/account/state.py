"""The state of an account and its fold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.identity.domain.account.events import (
    AccountActivated,
    AccountDiscarded,
    AccountEmailRegistered,
    AccountInvited,
    InternalUserCreated,
    LoginSucceeded,
    OpeningAskedAgain,
    PasswordChanged,
    SessionEnded,
    SessionExpired,
    SessionProlonged,
    SessionStarted,
    SessionTokenReplaced,
    TemporaryPasswordIssued,
    UserRegistered,
    UserWithdrawn,
)
from services.identity.domain.account.office_events import (
    AccountClosed,
    CounsellorPermissionGranted,
    CounsellorPermissionRevoked,
    CounsellorTitle,
    InternalUserOrganisationChanged,
    InternalUserRoleChanged,
    InternalUserStopped,
    LoginIdChanged,
)
from services.identity.domain.attempts import (
    NO_ATTEMPTS,
    AccountLocked,
    Attempts,
    LoginFailed,
    ReissueRefused,
    after_failure,
    after_lock,
    after_success,
    after_wrong_reissue,
)
from services.identity.domain.credentials import state as further
from services.identity.domain.credentials.state import NO_CREDENTIALS, Credentials
from services.identity.domain.individual.state import (
    UNREGISTERED,
    Individual,
    basic_section,
    fold,
    standing_after,
)
from services.identity.domain.job_seeker import state as job_seeker
from services.identity.domain.job_seeker.state import NO_JOB_SEEKER, JobSeeker
from services.identity.domain.kinds import AccountKind, OpeningPath, Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Role, Sealed


class Credential(StrEnum):
    """The states of the credential by SM-03."""

    OPEN = "open"
    WARNED = "warned"
    LOCKED = "locked"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was mailed: its token is derived from `issue_id` and accepted to `until`."""

    issue_id: str
    until: datetime
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Temporary:
    """A temporary password (仮パスワード), derived from `issue_id`, accepted to `until`."""

    issue_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """The live session, unless it has been idle for too long since `seen_at`."""

    session_id: str
    token_sha256: str
    password_change_only: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """One account of an individual, an organisation or an internal user."""

    account_id: str = ""
    kind: AccountKind = AccountKind.INDIVIDUAL
    standing: Standing = Standing.NONE
    login_key: str = ""
    organisation_id: str | None = None
    roles: tuple[Role, ...] = ()
    counsellor_title: CounsellorTitle | None = None
    language: str = "ja"
    path: OpeningPath = OpeningPath.INDIVIDUAL
    email: Sealed | None = None
    person: Sealed | None = None
    secret: Sealed | None = None
    link: Link | None = None
    password_hash: str | None = None
    temporary: Temporary | None = None
    attempts: Attempts = NO_ATTEMPTS
    session: Session | None = None
    individual: Individual = UNREGISTERED
    job_seeker: JobSeeker = NO_JOB_SEEKER
    credentials: Credentials = NO_CREDENTIALS

    @property
    def opens_as_job_seeker(self) -> bool:
        """Whether the opening is that of a job-seeker MyPage (ID-23)."""
        return self.path is not OpeningPath.INDIVIDUAL or self.job_seeker.counter is not None

    def credential(self, now: datetime, rules: Rules) -> Credential:
        """The state of the credential at this moment (SM-03)."""
        if self.attempts.locked:
            return Credential.LOCKED
        if self.temporary is not None:
            return Credential.TEMPORARY
        if self.attempts.counting(now, rules) >= rules.advice_after:
            return Credential.WARNED
        return Credential.OPEN


NOBODY = Account()


def evolve(state: Account, event: object) -> Account:
    """The fold of an account."""
    match event:
        case LoginFailed():
            return replace(state, attempts=after_failure(state.attempts, event))
        case AccountLocked():
            return replace(state, attempts=after_lock(state.attempts), temporary=None)
        case LoginSucceeded():
            return replace(state, attempts=after_success(state.attempts))
        case ReissueRefused():
            return replace(state, attempts=after_wrong_reissue(state.attempts, event))
        case TemporaryPasswordIssued():
            return replace(
                state,
                password_hash=None,
                temporary=Temporary(event.issue_id, event.until),
                attempts=NO_ATTEMPTS,
                credentials=replace(state.credentials, asked=None),
            )
        case PasswordChanged():
            session = state.session
            return replace(
                state,
                standing=Standing.ACTIVE if state.standing is Standing.INVITED else state.standing,
                password_hash=event.password_hash,
                temporary=None,
                credentials=replace(state.credentials, asked=None),
                session=session and replace(session, password_change_only=False),
            )
        case SessionStarted():
            return replace(
                state,
                session=Session(
                    event.session_id, event.token_sha256, event.password_change_only, event.at
                ),
            )
        case SessionTokenReplaced():
            session = state.session
            return replace(
                state, session=session and replace(session, token_sha256=event.token_sha256)
            )
        case SessionProlonged():
            session = state.session
            return replace(state, session=session and replace(session, seen_at=event.seen_at))
        case SessionEnded() | SessionExpired():
            return replace(state, session=None)
    return _registration(_office(state, event), event)


def _office(state: Account, event: object) -> Account:
    match event:
        case LoginIdChanged():
            return replace(
                state,
                login_key=event.login_key,
                email=event.email,
                person=event.person or state.person,
            )
        case AccountClosed():
            return replace(state, standing=Standing.WITHDRAWN)
        case InternalUserStopped():
            return replace(state, standing=Standing.STOPPED)
        case InternalUserRoleChanged():
            return replace(state, roles=event.roles)
        case InternalUserOrganisationChanged():
            return replace(state, organisation_id=event.organisation_id)
        case CounsellorPermissionGranted():
            others = tuple(role for role in state.roles if role is not Role.COUNSELLOR)
            return replace(state, roles=(*others, Role.COUNSELLOR), counsellor_title=event.title)
        case CounsellorPermissionRevoked():
            others = tuple(role for role in state.roles if role is not Role.COUNSELLOR)
            return replace(state, roles=others, counsellor_title=None)
    return state


def _registration(state: Account, event: object) -> Account:
    match event:
        case AccountEmailRegistered():
            return Account(
                account_id=event.account_id,
                standing=Standing.EMAIL_PENDING,
                login_key=event.login_key,
                roles=(Role.INDIVIDUAL,),
                language=event.language,
                path=event.path,
                email=event.email,
                link=Link(event.issue_id, event.link_until, event.at),
            )
        case OpeningAskedAgain():
            link = state.link
            return replace(
                state,
                path=event.path or state.path,
                link=link and replace(link, until=event.link_until, sent_at=event.at),
            )
        case UserRegistered():
            return replace(
                state,
                standing=Standing.SIMPLE,
                person=event.person,
                secret=event.secret,
                password_hash=event.password_hash,
                attempts=NO_ATTEMPTS,
                individual=replace(state.individual, confirmed_at=event.at),
            )
        case AccountInvited():
            return Account(
                account_id=event.account_id,
                kind=event.kind,
                standing=Standing.INVITED,
                login_key=event.login_key,
                organisation_id=event.organisation_id,
                roles=(Role.ORGANISATION,),
                language=event.language,
                email=event.email,
                person=event.person,
                link=Link(event.issue_id, event.link_until, event.at),
            )
        case AccountActivated():
            return replace(
                state,
                standing=Standing.ACTIVE,
                password_hash=event.password_hash,
                attempts=NO_ATTEMPTS,
            )
        case InternalUserCreated():
            return Account(
                account_id=event.account_id,
                kind=AccountKind.INTERNAL,
                standing=Standing.ACTIVE if event.password_hash else Standing.INVITED,
                login_key=event.login_key,
                organisation_id=event.organisation_id,
                roles=event.roles,
                language=event.language,
                email=event.email,
                person=event.person,
                password_hash=event.password_hash,
            )
        case AccountDiscarded():
            return replace(state, standing=Standing.DISCARDED)
        case UserWithdrawn():
            left = job_seeker.closed(state.job_seeker)
            return replace(state, standing=Standing.WITHDRAWN, job_seeker=left)
    return replace(
        state,
        job_seeker=job_seeker.evolve(state.job_seeker, event),
        credentials=further.fold(state.credentials, event),
        standing=standing_after(state.standing, event),
        person=basic_section(event) or state.person,
        individual=fold(state.individual, event),
    )
