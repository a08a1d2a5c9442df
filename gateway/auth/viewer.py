"""Who is looking: the caller of a request as the gateway knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """The roles of requirements.md section 1, as the services call them on the wire."""

    VISITOR = "visitor"
    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    JICA_DEPARTMENT = "jica-department"
    HR_DIVISION = "hr-division"
    SECRETARIAT = "secretariat"
    COUNSELLOR = "counsellor"
    HELLO_WORK = "hello-work"
    PARTNER = "partner"
    MOFA = "mofa"
    ANALYST = "analyst"
    OPERATOR = "operator"
    INTERNAL_SYSTEM = "internal-system"


RECRUITERS = frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT, Role.HR_DIVISION})
DEPARTMENTS_OF_JICA = frozenset({Role.JICA_DEPARTMENT, Role.HR_DIVISION})
INTERNAL = frozenset(
    {
        Role.JICA_DEPARTMENT,
        Role.HR_DIVISION,
        Role.SECRETARIAT,
        Role.COUNSELLOR,
        Role.HELLO_WORK,
        Role.MOFA,
        Role.ANALYST,
        Role.OPERATOR,
    }
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """The caller of a request.

    `certain` is False when a session was presented that could not be checked because identity is
    away: public pages are then shown as to a visitor, everything else answers 503. `scopes` are
    those of an API key. `ended` is True when the presented session has ended. `roles` are all an
    internal user may choose from; `status` and the two times are what the menu shows (GW-17).
    """

    role: Role = Role.VISITOR
    account_id: str | None = None
    organisation_id: str | None = None
    facets: frozenset[str] = frozenset()
    session_id: str | None = None
    display_name: str = field(default="", repr=False)
    expires_at: str | None = None
    must_change_password: bool = False
    scopes: frozenset[str] = frozenset()
    certain: bool = True
    ended: bool = False
    roles: tuple[Role, ...] = ()
    status: str = ""
    previous_login_at: str | None = None
    updated_at: str | None = None

    @property
    def signed_in(self) -> bool:
        """Whether there is an account behind the request."""
        return self.account_id is not None

    @property
    def is_internal(self) -> bool:
        """Whether the caller belongs to the operators of the portal (D-59)."""
        return self.role in INTERNAL

    @property
    def is_full_organisation(self) -> bool:
        """Whether the caller may look for people and write scout mails (ID-52, D-36)."""
        return self.role is Role.ORGANISATION and "full-organisation" in self.facets

    @property
    def may_write_mails(self) -> bool:
        """Whether a mail to an organisation would be accepted (ID-06, D-31)."""
        return "full-registrant" in self.facets and "inactive-job-seeker" not in self.facets

    @property
    def lacks_organisation(self) -> bool:
        """Whether it is still to be said for which organisation of JICA this department posts."""
        return self.role in DEPARTMENTS_OF_JICA and self.organisation_id is None

    def actor(self) -> dict[str, Any]:
        """The actor of the envelope on the wire."""
        return {
            "id": f"key:{self.display_name}" if self.scopes else self.account_id,
            "role": str(self.role),
            "organisation_id": self.organisation_id,
            "facets": sorted(self.facets),
        }

    @classmethod
    def from_session(cls, session: dict[str, Any]) -> Viewer:
        """The viewer of an answer of `identity.resolve_session`."""
        return cls(
            role=Role(session["role"]),
            account_id=str(session["account_id"]),
            organisation_id=session.get("organisation_id"),
            facets=frozenset(session.get("facets") or ()),
            session_id=session.get("session_id"),
            display_name=str(session.get("display_name") or ""),
            expires_at=session.get("expires_at"),
            must_change_password=bool(session.get("must_change_password")),
            roles=tuple(Role(role) for role in session.get("roles") or ()),
            status=str(session.get("status") or ""),
            previous_login_at=session.get("previous_login_at"),
            updated_at=session.get("updated_at"),
        )


VISITOR = Viewer()
PORTAL_ACTOR: dict[str, Any] = {
    "id": "gateway",
    "role": "internal-system",
    "organisation_id": None,
    "facets": [],
}

LOGIN_PATH = "/login"
STAFF_LOGIN_PATH = "/office/login"
ROLE_CHOICE_PATH = "/office/role"
PASSWORD_CHANGE_PATH = "/password/change"
JOB_SEEKER_PATH = "/mypage/job-seeker"
JOB_SEEKERS = frozenset({"job-seeker", "inactive-job-seeker"})


def landing_path(viewer: Viewer) -> str:
    """Where a login leads (GW-14, GW-15)."""
    if viewer.must_change_password:
        return PASSWORD_CHANGE_PATH
    if viewer.role is Role.INDIVIDUAL:
        return JOB_SEEKER_PATH if viewer.facets & JOB_SEEKERS else "/mypage"
    if viewer.role is Role.ORGANISATION:
        return "/organisation"
    return "/office" if viewer.is_internal else "/"
