"""One's own JPO applications: where they stand, and declining (SM-16)."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.documents.sending import JPO_PIECE, document_response
from gateway.forms import FormKind
from gateway.pages.registration_words import DEGREES
from gateway.web.page import Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from gateway.web.places import place_of_code

pages = Pages("my_jpo", "/mypage/jpo")

DECLINING = FormKind()


@pages.get("")
@allow(Role.INDIVIDUAL)
def overview() -> Response:
    """All of them, newest first, also those that were refused."""
    number = asked_page()
    found = backend.call(
        "applications", "find_my_jpo_applications", {"limit": SIZE, "offset": (number - 1) * SIZE}
    )
    return page("jpo/mine.html", found=found, paging=Paging(number, found["total"]))


@pages.get("/<application_id>")
@allow(Role.INDIVIDUAL)
def show(application_id: str) -> Response:
    """State, course, what was declared, and the documents."""
    mine = _mine(application_id)
    return page("jpo/my_application.html", mine=mine, **told(mine))


@pages.route("/<application_id>/decline", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def decline(application_id: str) -> AnyResponse:
    """Asks before declining."""
    mine = _mine(application_id)
    form = DECLINING.open(version=mine["version"])
    if form.submitted:
        done = form.send(
            "applications",
            "decline_jpo_candidacy",
            application_id=application_id,
            expected_version=form.version,
        )
        if done:
            target = url_for(".show", application_id=application_id)
            return done.to(target, gettext("辞退を受け付けました。"))
    return page("jpo/decline.html", form=form, mine=mine)


@pages.get("/<application_id>/documents/<document_id>")
@allow(Role.INDIVIDUAL)
def document(application_id: str, document_id: str) -> Response:
    """Downloads a document of one's own application."""
    return document_response(application_id, document_id, JPO_PIECE)


def _mine(application_id: str) -> Any:
    return backend.call(
        "applications", "get_my_jpo_application", {"application_id": application_id}
    )


def told(candidate: dict[str, Any]) -> dict[str, Any]:
    """What was declared, in words."""
    declared = candidate["declared"]
    nationality, degree = declared["nationality"], declared["degree"]
    return {
        "nationality": place_of_code(nationality) if nationality else "",
        "degree": DEGREES.text(degree) if degree else "",
    }
