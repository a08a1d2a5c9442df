"""The rules of editorial work that can say no."""

from __future__ import annotations

from services.kernel.eventkit.domain import FieldProblem, Kind, Refusal


class KindOfOthers(Refusal):
    """The role of the caller does not edit content of this kind (section 1, SM-18)."""

    code = "content-kind-of-others"
    kind = Kind.FORBIDDEN


class PlaceUnknown(Refusal):
    """A page belongs to one of the fixed places of the site."""

    code = "content-place-unknown"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"code": (FieldProblem("content-place-unknown"),)})


class ContentExists(Refusal):
    """The place has its content already: it is revised, not drafted anew."""

    code = "content-exists"


class NotChecked(Refusal):
    """Content is published after it was checked (SM-18)."""

    code = "content-not-checked"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"checked": (FieldProblem("required"),)})


class NotADraft(Refusal):
    """Only a draft is published; what is public is revised (SM-18)."""

    code = "content-not-a-draft"


class NotPublished(Refusal):
    """Only public content is revised, and of a fixed place only public content retired (SM-18)."""

    code = "content-not-published"


class ContentIsRetired(Refusal):
    """Retired content stays retired (SM-18)."""

    code = "content-is-retired"


class EditionNotNewer(Refusal):
    """A new edition of the library is of a later year than the one it replaces (LI-71)."""

    code = "library-edition-not-newer"
    kind = Kind.INVALID

    def __init__(self, edition: int) -> None:
        problem = FieldProblem("library-edition-not-newer", {"edition": edition})
        super().__init__(fields={"version.edition": (problem,)}, edition=edition)
