"""The rules of listing work that can say no."""

from __future__ import annotations

from datetime import date

from services.kernel.eventkit.domain import FieldProblem, Kind, Refusal


class TermsNotAgreed(Refusal):
    """A listing begins with agreeing to the terms (LI-11)."""

    code = "terms-not-agreed"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"terms_agreed": (FieldProblem("required"),)})


class NotConfirmed(Refusal):
    """Only the confirmation files a request or a withdrawal (LI-17, LI-29, LI-36)."""

    code = "not-confirmed"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"confirmed": (FieldProblem("required"),)})


class InputExpired(Refusal):
    """Input not saved within 60 minutes is void (LI-14, D-10)."""

    code = "input-expired"


class KindNotPostable(Refusal):
    """The role of the caller does not post listings of this kind (section 1, D-36, D-52)."""

    code = "kind-not-postable"
    kind = Kind.FORBIDDEN


class KindNotApprovable(Refusal):
    """A JICA department approves only its own public recruitments, notices and pre-announcements
    (D-52)."""

    code = "kind-not-approvable"
    kind = Kind.FORBIDDEN


class OnlyPublicRecruitmentIsArchived(Refusal):
    """Only public recruitments become past ones (SM-05)."""

    code = "only-public-recruitment-is-archived"


class RecruitmentStillRunning(Refusal):
    """A public recruitment is archived after the end of recruitment at the earliest (D-53)."""

    code = "recruitment-still-running"


class PreAnnouncementUnknown(Refusal):
    """The pre-announcement that is followed is a published one of the same organisation (LI-45)."""

    code = "pre-announcement-unknown"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"content.follows": (FieldProblem("pre-announcement-unknown"),)})


class Replaced(Refusal):
    """The pre-announcement has given way to the public recruitment that follows (LI-45, D-54)."""

    code = "listing-replaced"
    kind = Kind.NOT_FOUND

    def __init__(self, followed_by: str) -> None:
        super().__init__(followed_by=followed_by)


class DepartmentWithoutOrganisation(Refusal):
    """A department of JICA posts for an organisation of JICA; the operator says which (section 1)."""

    code = "department-without-organisation"


class OrganisationNotRegistered(Refusal):
    """Only registered organisations post listings (section 1)."""

    code = "organisation-not-registered"


class NotADraft(Refusal):
    """The listing is no draft, so it is not saved, discarded or requested as one (LI-16)."""

    code = "listing-not-a-draft"


class RequestPending(Refusal):
    """A pending request stops edits, amendments and withdrawal by the organisation (LI-18, LI-27, LI-34)."""

    code = "listing-request-pending"


class NoRequestPending(Refusal):
    """The secretariat decides on pending requests only (SM-05, SM-06)."""

    code = "no-listing-request-pending"


class RecruitmentAlreadyOver(Refusal):
    """Registration is not requested for a recruitment period that has passed."""

    code = "recruitment-already-over"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(
            fields={"content.recruitment.end_on": (FieldProblem("recruitment-already-over"),)}
        )


class ReflectionInPast(Refusal):
    """A reflection date in the past is refused (D-47)."""

    code = "reflection-in-past"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"reflection_on": (FieldProblem("reflection-in-past"),)})


class ReflectionTooLateToday(Refusal):
    """At or after 22:00 the earliest reflection is 00:00 of the next day (D-47)."""

    code = "reflection-too-late-today"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"reflection_on": (FieldProblem("reflection-too-late-today"),)})


class ReflectionAfterRecruitment(Refusal):
    """A listing is not made public after its recruitment period."""

    code = "reflection-after-recruitment"
    kind = Kind.INVALID

    def __init__(self, end_on: date) -> None:
        problem = FieldProblem("reflection-after-recruitment", {"end_on": end_on.isoformat()})
        super().__init__(fields={"reflection_on": (problem,)}, end_on=end_on.isoformat())


class NotDueYet(Refusal):
    """The moment of a reflection, removal or end has not come (LI-22, LI-37)."""

    code = "listing-not-due-yet"


class NotAmendable(Refusal):
    """Only published or ended listings are amended (SM-06)."""

    code = "listing-not-amendable"


class RegistrationHasLapsed(Refusal):
    """An organisation whose registration has lapsed files no new listings (D-38)."""

    code = "organisation-registration-lapsed"


class AmendmentTooLate(Refusal):
    """Two weeks after the end of recruitment a listing cannot be amended (LI-28, D-04)."""

    code = "listing-amendment-too-late"


class KindCannotChange(Refusal):
    """An amendment does not turn a listing into one of another kind."""

    code = "listing-kind-cannot-change"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"content.kind": (FieldProblem("listing-kind-cannot-change"),)})


class NotPublic(Refusal):
    """Only a public listing is withdrawn (SM-07)."""

    code = "listing-not-public"


class WithdrawalPending(Refusal):
    """The listing is already on its way out (SM-07)."""

    code = "listing-withdrawal-pending"


class AwaitsReflection(Refusal):
    """What is approved waits for its reflection and takes no changes until then (SM-05, SM-06)."""

    code = "listing-awaits-reflection"


class ListingIsClosed(Refusal):
    """A withdrawn, cancelled or discarded listing stays as it is (SM-05)."""

    code = "listing-is-closed"
