"""The applications part of 「お気に入り/応募一覧」 and 応募詳細 (AP-25, AP-33, AP-34, GW-20)."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.documents.sending import document_response
from gateway.forms import FormKind
from gateway.pages.application_words import (
    BADGES,
    COURSE,
    ROUTES,
    STATUSES,
    document_text,
    size_text,
)
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

pages = Pages(
    "my_applications",
    "/mypage/applications",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("お気に入り/応募一覧"),
            "my_applications.overview",
            order=70,
            roles=frozenset({Role.INDIVIDUAL}),
        ),
    ),
)

pages.app_template_filter("filesize")(size_text)
pages.app_template_filter("document_kind")(document_text)
pages.app_template_global("application_route")(lambda route: ROUTES[route])
pages.app_template_global("application_status")(lambda status: STATUSES[status])
pages.app_template_global("application_badge")(lambda status: BADGES[status])

GROUPS = ("jobs", "trainings")
CANCELLATION = FormKind()


@pages.get("")
@allow(Role.INDIVIDUAL)
def overview() -> Response:
    """Favourites, and the newest applications: jobs, and trainings and seminars (GW-20)."""
    parts = backend.gather(
        {
            group: ("applications", "find_my_applications", {"group": group, "limit": SIZE})
            for group in GROUPS
        }
        | {
            "favourites": ("listings", "find_favourites", {}),
            "jpo": ("applications", "find_my_jpo_applications", {"limit": SIZE}),
        }
    )
    return page(
        "applications/overview.html", parts=parts, favourites=parts["favourites"], size=SIZE
    )


@pages.get("/all/<group>")
@allow(Role.INDIVIDUAL)
def group_list(group: str) -> Response:
    """All applications of one of the two lists."""
    if group not in GROUPS:
        abort(404)
    number = asked_page()
    found = backend.call(
        "applications",
        "find_my_applications",
        {"group": group, "limit": SIZE, "offset": (number - 1) * SIZE},
    )
    return page(
        "applications/group.html", group=group, found=found, paging=Paging(number, found["total"])
    )


@pages.get("/<application_id>")
@allow(Role.INDIVIDUAL)
def show(application_id: str) -> AnyResponse:
    """応募詳細: state, course, documents, and cancelling while it is possible."""
    mine = _mine(application_id)
    if mine["status"] == "draft":
        target = url_for("application_documents.attach", application_id=application_id)
        return redirect(target, 303)
    return page("applications/detail.html", mine=mine, course=_course(mine))


@pages.route("/<application_id>/cancel", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def cancel(application_id: str) -> AnyResponse:
    """Asks before cancelling; after 24 hours says whom to tell instead (AP-33, AP-34)."""
    mine = _mine(application_id)
    form = CANCELLATION.open(version=mine["version"])
    if form.submitted:
        done = form.send(
            "applications",
            "cancel_application",
            application_id=application_id,
            expected_version=form.version,
        )
        if done:
            target = url_for(".show", application_id=application_id)
            return done.to(target, gettext("応募を取り消しました。"))
    return page("applications/cancel.html", form=form, mine=mine)


@pages.get("/<application_id>/documents/<document_id>")
@allow(Role.INDIVIDUAL)
def document(application_id: str, document_id: str) -> Response:
    """Downloads a document of one's own application."""
    return document_response(application_id, document_id)


def _mine(application_id: str) -> Any:
    return backend.call("applications", "get_my_application", {"application_id": application_id})


def _course(mine: dict[str, Any]) -> list[tuple[str, Any]]:
    """What happened, oldest first, in plain words."""
    course = [(mine["submitted_at"], COURSE["received"])]
    course += [
        (one["at"], COURSE[one["status"]]) for one in mine["history"] if one["status"] in COURSE
    ]
    return course
