"""Hello Work staff: finding a job seeker, consultations, offices, reactivation (GW-53, ID-32 to ID-47)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, day, radio, select
from gateway.pages.job_seeker import words
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.talent_words import offices
from services.kernel.contracts.rpc import Refused

pages = Pages(
    "office_job_seekers",
    "/office/job-seekers",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("求職者の検索"),
            "office_job_seekers.find",
            order=310,
            group=lazy_gettext("ハローワーク"),
            roles=frozenset({Role.HELLO_WORK}),
        ),
    ),
)

OFFICE = select("office", lazy_gettext("安定所"), offices, required=True)


@dataclass(frozen=True)
class Deed:
    """Something staff do for a job seeker, with its form and what is said when it is done."""

    operation: str
    title: Any
    form: FormKind
    done: Any


DEEDS = {
    "consultation": Deed(
        "record_employment_consultation",
        lazy_gettext("職業相談を記録する"),
        FormKind(
            day("held_on", lazy_gettext("職業相談をした日"), required=True),
            select(
                "office",
                lazy_gettext("職業相談をした安定所"),
                offices,
                hint=lazy_gettext("選択しないときは、利用安定所になります。"),
            ),
        ),
        lazy_gettext("職業相談を記録しました。"),
    ),
    "first-use": Deed(
        "record_office_use",
        lazy_gettext("利用登録者にする"),
        FormKind(OFFICE),
        lazy_gettext("利用登録者にしました。"),
    ),
    "office": Deed(
        "change_hello_work_office",
        lazy_gettext("利用安定所を変更する"),
        FormKind(OFFICE),
        lazy_gettext("利用安定所を変更しました。"),
    ),
    "deactivation": Deed(
        "deactivate_job_seeker",
        lazy_gettext("求職登録を無効にする"),
        FormKind(
            radio(
                "reason",
                lazy_gettext("無効にする理由"),
                (
                    ("employed", lazy_gettext("就職したため")),
                    ("switched-off", lazy_gettext("求職活動を休むため")),
                ),
                required=True,
            )
        ),
        lazy_gettext("求職登録を無効にしました。"),
    ),
    "reactivation": Deed(
        "reactivate_job_seeker",
        lazy_gettext("求職登録を有効にする"),
        FormKind(),
        lazy_gettext("求職登録を有効にしました。"),
    ),
}


@pages.get("")
@allow(Role.HELLO_WORK)
def find() -> Response:
    """Finds a job seeker by the number of the two-dimensional code (ID-47)."""
    number = request.args.get("number", "").strip()[:20]
    missing = False
    if number and number.isprintable():
        try:
            found = backend.call("identity", "find_job_seeker", {"number": number})
            return redirect(url_for(".show", account_id=found["account_id"]), 303)
        except Refused as refused:
            if refused.kind != "not-found":
                raise
            missing = True
    return page("office_job_seekers/find.html", number=number, missing=missing)


@pages.get("/<account_id>")
@allow(Role.HELLO_WORK)
def show(account_id: str) -> Response:
    """The registration with what can be done for the person."""
    return page("office_job_seekers/show.html", seeker=_get(account_id), deeds=DEEDS, **words())


@pages.route(
    "/<account_id>/<any('consultation','first-use','office','deactivation','reactivation'):deed>",
    methods=["GET", "POST"],
)
@allow(Role.HELLO_WORK)
def act(account_id: str, deed: str) -> Response:
    """Carries out one of the deeds."""
    chosen = DEEDS[deed]
    seeker = _get(account_id)
    form = chosen.form.open()
    if form.submitted:
        done = form.send("identity", chosen.operation, account_id=account_id)
        if done:
            return done.to(url_for(".show", account_id=account_id), str(chosen.done))
    return page("office_job_seekers/act.html", form=form, seeker=seeker, deed=chosen, **words())


def _get(account_id: str) -> Any:
    return backend.call("identity", "get_job_seeker", {"account_id": account_id})
