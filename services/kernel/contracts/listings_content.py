"""Payloads of content and press releases in the listings service."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.events.listings_content import AUDIENCES, CONTENT_KINDS
from services.kernel.contracts.fields import Choice, Items, Part, Payload, Text, Truth, Whole

CONTENT_STATES = ("draft", "published", "retired")
PRESS_STATES = ("requested", "published", "returned", "withdrawn")
PICTURE_TYPES = ("image/png", "image/jpeg", "image/webp")
PICTURE_BASE64_MOST = 2_800_000
"""Two megabytes."""


def _id(**options: Any) -> Text:
    return Text(most=100, one_line=True, **options)


def _named_id() -> Text:
    return _id(required=True)


def _version() -> Whole:
    return Whole(load_default=None, allow_none=True)


def _page() -> Whole:
    return Whole(least=1, most=100_000, load_default=1)


class StoryTellerPart(Payload):
    """A former JPO who tells a story (LI-81)."""

    name = Text(most=100, one_line=True, required=True)
    organisation = Text(most=300, one_line=True, load_default="")
    duty_station = Text(most=300, one_line=True, load_default="")
    post = Text(most=300, one_line=True, load_default="")
    jpo_year = Whole(least=1974, most=2999, load_default=None, allow_none=True)


class ContentVersionPart(Payload):
    """One version of a text in Markdown; what is mandatory is decided by the kind."""

    title = Text(most=300, one_line=True, load_default="")
    summary = Text(most=1_000, load_default="")
    body = Text(most=60_000, load_default="")
    title_en = Text(most=300, one_line=True, load_default="")
    summary_en = Text(most=1_000, load_default="")
    body_en = Text(most=60_000, load_default="")
    category = Text(most=100, one_line=True, load_default="")
    order = Whole(least=0, most=100_000, load_default=0)
    edition = Whole(least=2000, most=2999, load_default=None, allow_none=True)
    url = Text(most=2_000, one_line=True, load_default=None, allow_none=True)
    teller = Part(StoryTellerPart, load_default=None, allow_none=True)


class DraftContent(Payload):
    """Begin a piece of content; `code` names the place of a page (LI-66, LI-68)."""

    kind = Choice(CONTENT_KINDS, required=True)
    audience = Choice(AUDIENCES, required=True)
    code = Text(most=50, one_line=True, load_default=None, allow_none=True)
    version = Part(ContentVersionPart, required=True)


class PublishContent(Payload):
    """Publish a checked draft; `version` is what the check has corrected."""

    content_id = _named_id()
    checked = Truth(load_default=False)
    version = Part(ContentVersionPart, load_default=None, allow_none=True)
    expected_version = _version()


class ReviseContent(Payload):
    """Replace the public version; for the library a new edition (LI-67, LI-71)."""

    content_id = _named_id()
    version = Part(ContentVersionPart, required=True)
    expected_version = _version()


class RetireContent(Payload):
    """Take content from the site for good."""

    content_id = _named_id()
    expected_version = _version()


class AddContentPicture(Payload):
    """Store a picture for texts: its bytes as base64, at most two megabytes."""

    content = Text(most=PICTURE_BASE64_MOST, exact=True, required=True)


class GetContentPicture(Payload):
    """The bytes of a picture as base64."""

    picture_id = _named_id()


class GetContent(Payload):
    """One piece of content by id or by its place; `number` an earlier version."""

    content_id = _id(load_default=None, allow_none=True)
    code = Text(most=50, one_line=True, load_default=None, allow_none=True)
    number = Whole(least=1, load_default=None, allow_none=True)


class FindContents(Payload):
    """Content by kind; public content only, unless an editor asks for other states."""

    kinds = Items(Choice(CONTENT_KINDS, required=True), load_default=list)
    audiences = Items(Choice(AUDIENCES, required=True), load_default=list)
    states = Items(Choice(CONTENT_STATES, required=True), load_default=list)
    category = Text(most=100, one_line=True, load_default="")
    page = _page()


class RequestPressRelease(Payload):
    """An organisation asks for publication in the press room (LI-69)."""

    title = Text(most=300, one_line=True, required=True)
    body = Text(most=30_000, required=True)
    title_en = Text(most=300, one_line=True, load_default="")
    body_en = Text(most=30_000, load_default="")
    url = Text(most=2_000, one_line=True, load_default=None, allow_none=True)
    organisation_id = _id(load_default=None, allow_none=True)


class PublishPressRelease(Payload):
    """Publish a checked request."""

    press_release_id = _named_id()
    checked = Truth(load_default=False)
    expected_version = _version()


class ReturnPressRelease(Payload):
    """Return a request with a reason."""

    press_release_id = _named_id()
    reason = Text(most=2_000, required=True)
    expected_version = _version()


class WithdrawPressRelease(Payload):
    """Take a press release from the press room on the organisation's wish."""

    press_release_id = _named_id()
    note = Text(most=2_000, required=True)
    expected_version = _version()


class GetPressRelease(Payload):
    """One press release, as far as the caller may see it."""

    press_release_id = _named_id()


class GetPressReleaseForMail(Payload):
    """What the mail about a returned press release needs besides its event."""

    press_release_id = _named_id()


class FindPressReleases(Payload):
    """Press releases: public ones; of an organisation its own; of the secretariat all (LI-70)."""

    states = Items(Choice(PRESS_STATES, required=True), load_default=list)
    own = Truth(load_default=False)
    page = _page()
