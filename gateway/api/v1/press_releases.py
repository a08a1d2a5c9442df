"""Press releases (LI-69, LI-70)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from services.kernel.contracts.listings_content import (
    FindPressReleases,
    PublishPressRelease,
    RequestPressRelease,
    ReturnPressRelease,
    WithdrawPressRelease,
)

operations = Operations("press-releases", "/press-releases", "The press room and its requests.")


class PressReleaseSchema(Schema):
    """A press release; from `requested_at` on only for its organisation and the secretariat."""

    press_release_id = fields.String(required=True)
    organisation_id = fields.String(required=True)
    organisation_name = fields.String(required=True)
    state = fields.String(required=True)
    title = fields.String(required=True)
    title_en = fields.String(required=True)
    body = fields.String(required=True)
    body_en = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)
    published_at = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    requested_at = fields.String()
    age_days = fields.Integer()
    reason = fields.String(allow_none=True)


class PressReleasesPageSchema(Schema):
    """A page of press releases."""

    items = fields.List(fields.Nested(PressReleaseSchema), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)


class PressReleaseReceiptSchema(Schema):
    """A command that was carried out."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    press_release_id = fields.String(required=True)


class PressReleasePublicationBody(PublishPressRelease):
    """That it was checked."""

    class Meta:
        exclude = ("press_release_id",)


class PressReleaseReturnBody(ReturnPressRelease):
    """Why it goes back."""

    class Meta:
        exclude = ("press_release_id",)


class PressReleaseWithdrawalBody(WithdrawPressRelease):
    """The record of the organisation's wish."""

    class Meta:
        exclude = ("press_release_id",)


_DECIDED = ["press-release-not-requested", "stale-form"]


@operations.operation(
    "GET",
    "",
    who=[ANYONE],
    query=FindPressReleases,
    answer=PressReleasesPageSchema,
    # Whoever asks for their own and acts for no organisation has none.
    refuses={404: ["not-found"], 409: ["department-without-organisation"]},
)
def find_press_releases(query: dict[str, Any]) -> Any:
    """Find press releases.

    Public ones; with `own` those of the caller's organisation; the secretariat asks by state.
    """
    return backend.call("listings", "find_press_releases", query)


@operations.operation("GET", "/<press_release_id>", who=[ANYONE], answer=PressReleaseSchema)
def get_press_release(press_release_id: str) -> Any:
    """One press release.

    A public one, or one of the caller's organisation.
    """
    return backend.call("listings", "get_press_release", _named(press_release_id))


@operations.operation(
    "POST",
    "",
    who=(RECRUITERS, Role.SECRETARIAT),
    body=RequestPressRelease,
    answer=PressReleaseReceiptSchema,
    status=201,
    refuses={
        404: ["not-found"],
        409: ["organisation-not-registered", "organisation-registration-lapsed"],
    },
)
def request_press_release(body: dict[str, Any]) -> Any:
    """Ask for publication.

    The secretariat checks it and tells the organisation the result.
    """
    return backend.call("listings", "request_press_release", body)


@operations.operation(
    "POST",
    "/<press_release_id>/publication",
    who=[Role.SECRETARIAT],
    body=PressReleasePublicationBody,
    answer=PressReleaseReceiptSchema,
    refuses={409: _DECIDED, 422: ["press-release-not-checked"]},
)
def publish_press_release(body: dict[str, Any], press_release_id: str) -> Any:
    """Publish a request.

    It is in the press room from now on.
    """
    return _decide("publish_press_release", body, press_release_id)


@operations.operation(
    "POST",
    "/<press_release_id>/return",
    who=[Role.SECRETARIAT],
    body=PressReleaseReturnBody,
    answer=PressReleaseReceiptSchema,
    refuses={409: _DECIDED},
)
def return_press_release(body: dict[str, Any], press_release_id: str) -> Any:
    """Return a request.

    With a reason.
    """
    return _decide("return_press_release", body, press_release_id)


@operations.operation(
    "POST",
    "/<press_release_id>/withdrawal",
    who=[Role.SECRETARIAT],
    body=PressReleaseWithdrawalBody,
    answer=PressReleaseReceiptSchema,
    refuses={409: ["press-release-not-published", "stale-form"]},
)
def withdraw_press_release(body: dict[str, Any], press_release_id: str) -> Any:
    """Withdraw a press release.

    On the organisation's wish.
    """
    return _decide("withdraw_press_release", body, press_release_id)


def _decide(operation: str, body: dict[str, Any], press_release_id: str) -> Any:
    return backend.call("listings", operation, {**body, **_named(press_release_id)})


def _named(press_release_id: str) -> dict[str, str]:
    return {"press_release_id": press_release_id[:100]}
