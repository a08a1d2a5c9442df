"""Hello Work staff record an establishment that opens no MyPage of its own (ID-86, D-86)."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.pages.organisation_registration import REQUEST
from gateway.web.page import MenuEntry, Pages, page
from services.kernel.contracts.identity import RequestOrganisationRegistration

pages = Pages(
    "establishments",
    "/office/establishments",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("求人者マイページのない事業所の登録"),
            "establishments.record",
            order=330,
            group=lazy_gettext("ハローワーク"),
            roles=frozenset({Role.HELLO_WORK}),
        ),
    ),
)


@pages.route("", methods=["GET", "POST"])
@allow(Role.HELLO_WORK)
def record() -> Response:
    """The same data as any registration; the secretariat decides, and nobody gets a login."""
    form = REQUEST.open({"kind": "full"})
    if form.step == "confirm" and form.check(RequestOrganisationRegistration, without_login=True):
        return page("establishments/confirm.html", form=form)
    if form.step == "send":
        done = form.send("identity", "request_organisation_registration", without_login=True)
        if done:
            return done.to(
                url_for(".record"),
                gettext("登録を申請しました。事務局が確認します。"),
            )
    return page("establishments/form.html", form=form)
