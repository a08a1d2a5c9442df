"""A press release: requested, checked, published or returned (LI-69, LI-70; SM-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.domain import (
    FieldProblem,
    InvalidInput,
    Kind,
    NotFound,
    Refusal,
    Sealed,
)
from services.listings.domain.editorial.pictures_in_texts import has_picture_without_text
from services.listings.domain.editorial.web_addresses import is_web_address


@dataclass(frozen=True, slots=True)
class PressText:
    """What the organisation wants to tell, its body in Markdown."""

    title: str
    body: str
    title_en: str = ""
    body_en: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PressAbout:
    """Which press release an event is about."""

    press_release_id: str
    organisation_id: str
    organisation_name: str
    title: str


@dataclass(frozen=True, slots=True)
class PressReleaseRequested:
    """An organisation asks for publication: 掲載依頼."""

    about: PressAbout
    text: PressText
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class PressReleasePublished:
    """Checked, and in the press room from now on: 掲載."""

    about: PressAbout
    text: PressText
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PressReleaseReturned:
    """Returned with a reason: 差し戻し, final."""

    about: PressAbout
    reason: Sealed
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class PressReleaseWithdrawn:
    """Taken from the press room because the organisation asks: final."""

    about: PressAbout
    note: Sealed
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class NoPressRelease:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Requested:
    """掲載依頼."""

    about: PressAbout
    text: PressText


@dataclass(frozen=True, slots=True)
class Published:
    """掲載."""

    about: PressAbout
    text: PressText


@dataclass(frozen=True, slots=True)
class Returned:
    """差し戻し: final."""

    about: PressAbout
    reason: Sealed


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Final."""

    about: PressAbout


PressRelease = NoPressRelease | Requested | Published | Returned | Withdrawn


class PressReleaseNotRequested(Refusal):
    """The secretariat decides on requests only (SM-18)."""

    code = "press-release-not-requested"


class PressReleaseNotPublished(Refusal):
    """Only what is in the press room is withdrawn (SM-18)."""

    code = "press-release-not-published"


class PressReleaseNotChecked(Refusal):
    """A press release is published after its content was checked (LI-69)."""

    code = "press-release-not-checked"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"checked": (FieldProblem("required"),)})


def evolve(release: PressRelease, event: Any) -> PressRelease:
    """The press release after the event."""
    match event:
        case PressReleaseRequested(about, text):
            return Requested(about, text)
        case PressReleasePublished(about, text):
            return Published(about, text)
        case PressReleaseReturned(about, reason):
            return Returned(about, reason)
        case PressReleaseWithdrawn(about):
            return Withdrawn(about)
    raise TypeError(type(event).__name__)


def request(
    release: PressRelease, about: PressAbout, text: PressText, now: datetime
) -> list[object]:
    """An organisation asks for publication (LI-69)."""
    if not isinstance(release, NoPressRelease):
        return []
    problems = {
        name: (FieldProblem("picture-needs-alternative-text"),)
        for name in ("body", "body_en")
        if has_picture_without_text(getattr(text, name))
    }
    if text.url is not None and not is_web_address(text.url):
        problems["url"] = (FieldProblem("not-a-web-address"),)
    if problems:
        raise InvalidInput(fields=problems)
    return [PressReleaseRequested(about, text, now)]


def publish(release: PressRelease, *, checked: bool, now: datetime) -> list[object]:
    """The secretariat has checked it (LI-69)."""
    match release:
        case Requested(about, text):
            if not checked:
                raise PressReleaseNotChecked
            return [PressReleasePublished(about, text, now)]
        case NoPressRelease():
            raise NotFound
        case _:
            raise PressReleaseNotRequested


def send_back(release: PressRelease, reason: Sealed, now: datetime) -> list[object]:
    """The secretariat returns it with a reason (LI-69)."""
    match release:
        case Requested(about):
            return [PressReleaseReturned(about, reason, now)]
        case NoPressRelease():
            raise NotFound
        case _:
            raise PressReleaseNotRequested


def withdraw(release: PressRelease, note: Sealed, now: datetime) -> list[object]:
    """The organisation asks to take it away (SM-18)."""
    match release:
        case Published(about):
            return [PressReleaseWithdrawn(about, note, now)]
        case Withdrawn():
            return []
        case NoPressRelease():
            raise NotFound
        case _:
            raise PressReleaseNotPublished
