"""What JICA departments decide themselves, and the archive of past recruitments (LI-44, D-52)."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.forms import FormKind, day
from gateway.pages.office_listings import first_reflection_day
from gateway.pages.own_listing import own_listing
from gateway.web.page import Pages, page
from gateway.web.rendering import moment_text

pages = Pages("jica_listings")

JICA = frozenset({Role.JICA_DEPARTMENT, Role.HR_DIVISION})
APPROVAL = FormKind(
    day(
        "reflection_on",
        lazy_gettext("サイト反映日"),
        required=True,
        hint=lazy_gettext(
            "当日を選ぶとその日の22:00に、後の日を選ぶとその日の0:00に公開されます。"
        ),
    )
)


def listing_page(listing_id: str) -> str:
    """The page of the listing in the caller's own area."""
    if current_viewer().role is Role.SECRETARIAT:
        return url_for("office_listings.show", listing_id=listing_id)
    return url_for("organisation_listings_pending.show", listing_id=listing_id)


@pages.route("/organisation/listings/<listing_id>/approval", methods=["GET", "POST"])
@allow(JICA, Role.SECRETARIAT)
def approve(listing_id: str) -> Response:
    """A department approves its own request with a reflection date (D-52, LI-43, LI-46)."""
    listing = own_listing(listing_id)
    form = APPROVAL.open({"reflection_on": first_reflection_day()}, version=listing["version"])
    if form.submitted:
        done = form.send(
            "listings", "approve_listing", listing_id=listing_id, expected_version=form.version
        )
        if done:
            message = gettext(
                "承認しました。%(at)s にサイトへ反映されます。",
                at=moment_text(done["reflection_at"]),
            )
            return done.to(listing_page(listing_id), message)
    return page("organisation_listings/approve.html", form=form, listing=listing)


@pages.route("/organisation/listings/<listing_id>/archive", methods=["GET", "POST"])
@allow(JICA, Role.SECRETARIAT)
def archive(listing_id: str) -> Response:
    """A public recruitment that is over joins the past ones, after looking at it (LI-44)."""
    listing = own_listing(listing_id)
    form = FormKind().open(version=listing["version"])
    if form.submitted:
        done = form.send(
            "listings", "archive_listing", listing_id=listing_id, expected_version=form.version
        )
        if done:
            return done.to(listing_page(listing_id), gettext("過去の公募案件として掲載しました。"))
    return page(
        "organisation_listings/decide.html",
        form=form,
        listing=listing,
        title=gettext("過去の公募案件として掲載"),
        text=gettext(
            "募集を終えた次の公募案件を、過去の公募案件として掲載します。応募は受け付けません。"
        ),
        submit=gettext("掲載"),
        danger=False,
        back=listing_page(listing_id),
    )
