"""The job-seeker MyPage (求職者マイページ): home, application and reception slip (ID-22 to ID-47)."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, make_response, redirect, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.backend.backend import Call
from gateway.documents.reception_slip import reception_slip
from gateway.documents.sending import attachment
from gateway.documents.two_dimensional_code import two_dimensional_code
from gateway.forms import FormKind
from gateway.language import current_language
from gateway.pages.account_opening import AGREEMENTS, POSTAL_CODE, SCHOOL, WISHES
from gateway.pages.saved_search_conditions import shown_searches
from gateway.web.listing_words import Words
from gateway.web.occupations import narrowest_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from gateway.web.rendering import day_text
from gateway.web.talent_words import INACTIVE_REASONS, SERVICE_KINDS, office_name
from services.kernel.contracts.identity_job_seekers import ApplyAsJobSeeker

pages = Pages(
    "job_seeker",
    "/mypage/job-seeker",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("求職者マイページ"),
            "job_seeker.home",
            order=300,
            roles=frozenset({Role.INDIVIDUAL}),
        ),
        MenuEntry(
            "mypage",
            lazy_gettext("求職活動状況"),
            "job_seeker.status",
            order=302,
            roles=frozenset({Role.INDIVIDUAL}),
            when=lambda viewer: "job-seeker" in viewer.facets,
        ),
    ),
)

LATEST = 2
STATES = Words(
    {
        "open": lazy_gettext("応募中の求人"),
        "finished": lazy_gettext("選考が終了した求人"),
    }
)
ONLINE = FormKind(SCHOOL, POSTAL_CODE, *WISHES, *AGREEMENTS)
AT_COUNTER = FormKind(SCHOOL, *WISHES, *AGREEMENTS)
HELLO_WORK_USER = "hello-work-user"


@pages.get("")
@allow(Role.INDIVIDUAL)
def home() -> Response:
    """The home of a job seeker, or the way to become one (GW-22 to GW-26, GW-29)."""
    found: dict[str, Any] = backend.gather(
        {
            "seeker": ("identity", "get_job_seeker", {}),
            "applications": _jobs_applied_for("open", limit=LATEST),
            "searches": ("listings", "find_saved_searches", {}),
            "messages": ("messaging", "find_my_mails", {"box": "received", "limit": 1}),
        },
        needed={"seeker"},
    )
    seeker = found["seeker"]
    if seeker["registration"] is None:
        return page("job_seeker/invitation.html", seeker=seeker, office_name=office_name)
    return page(
        "job_seeker/home.html",
        seeker=seeker,
        applications=found["applications"],
        occupations=_occupations_of(found["applications"]),
        searches=shown_searches(found["searches"]) if found["searches"] else None,
        messages=found["messages"],
        code=two_dimensional_code(seeker["registration"]["number"]),
        **words(),
    )


@pages.get("/status")
@allow(Role.INDIVIDUAL)
def status() -> Response:
    """求職活動状況: favourite jobs, applications in progress and finished selections (GW-31)."""
    found = backend.gather(
        {
            "favourites": ("listings", "find_favourites", {}),
            **{state: _jobs_applied_for(state, limit=SIZE) for state in STATES},
        }
    )
    return page("job_seeker/status.html", found=found, states=STATES, size=SIZE)


@pages.get("/status/<state>")
@allow(Role.INDIVIDUAL)
def applied(state: str) -> Response:
    """All applications in progress, or all finished selections (AP-26, AP-28, GW-25)."""
    if state not in STATES:
        abort(404)
    number = asked_page()
    found = backend.call(*_jobs_applied_for(state, limit=SIZE, offset=(number - 1) * SIZE))
    return page(
        "job_seeker/applied.html",
        title=STATES[state],
        state=state,
        found=found,
        paging=Paging(number, found["total"]),
    )


@pages.route("/apply", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def apply() -> Response:
    """求職申込み of somebody who has an account (ID-26, ID-29)."""
    seeker = backend.call("identity", "get_job_seeker")
    if seeker["registration"] is not None:
        return redirect(url_for(".home"), 303)
    texts = backend.call("identity", "get_agreement")
    form = (AT_COUNTER if seeker["counter_office"] else ONLINE).open()
    if form.submitted:
        versions = {
            "agreed_terms": texts["terms_version"],
            "agreed_privacy": texts["privacy_version"],
        }
        ticked = {name: form.values.pop(name) for name in versions}
        for name in [name for name, tick in ticked.items() if not tick]:
            form.complain(name, {"code": "agreement-needed"})
        done = None
        if form.check(ApplyAsJobSeeker, **versions) and all(ticked.values()):
            done = form.send("identity", "apply_as_job_seeker", **versions)
        form.values |= ticked
        if done:
            return done.to(url_for(".home"), gettext("求職申込みを受け付けました。"))
    return page("job_seeker/apply.html", form=form, seeker=seeker, office_name=office_name)


@pages.get("/slip")
@allow(Role.INDIVIDUAL)
def slip() -> Response:
    """ハローワーク受付票, to be shown at the counter (ID-47)."""
    seeker = _hello_work_user()
    if seeker is None:
        return redirect(url_for(".home"), 303)
    code = two_dimensional_code(seeker["registration"]["number"])
    return page("job_seeker/slip.html", seeker=seeker, code=code, **words())


@pages.get("/slip.pdf")
@allow(Role.INDIVIDUAL)
def slip_document() -> Response:
    """The same as a PDF."""
    seeker = _hello_work_user()
    if seeker is None:
        return redirect(url_for(".home"), 303)
    registration = seeker["registration"]
    content = reception_slip(
        gettext("ハローワーク受付票"),
        registration["number"],
        [
            (gettext("求職番号"), registration["number"]),
            (gettext("氏名"), seeker["name"]),
            (gettext("利用安定所名"), office_name(registration["office"])),
            (gettext("求職申込みの日"), day_text(registration["application_on"])),
            (gettext("有効期限"), day_text(registration["valid_until"])),
        ],
        gettext("この受付票をハローワークの窓口で提示してください。"),
        current_app.extensions["clock"].now(),
        current_language(),
    )
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = attachment("hello-work-slip.pdf")
    return response


def _jobs_applied_for(state: str, **part: int) -> Call:
    return ("applications", "find_my_applications", {"group": "jobs", "state": state, **part})


def _occupations_of(applications: Any) -> dict[str, str]:
    """The occupations of these applications' jobs, by listing; of some none is known."""
    ids = [one["listing_id"] for one in applications["items"]] if applications else []
    if not ids:
        return {}
    found = backend.gather({"listings": ("listings", "get_listings", {"listing_ids": ids})})
    shown = found["listings"]["items"] if found["listings"] else []
    return {one["listing_id"]: narrowest_text(one["occupations"]) for one in shown}


def words() -> dict[str, Any]:
    """What templates of job seekers know besides."""
    return {
        "office_name": office_name,
        "service_kinds": SERVICE_KINDS,
        "reasons": INACTIVE_REASONS,
    }


def _hello_work_user() -> Any:
    seeker = backend.call("identity", "get_job_seeker")
    registration = seeker["registration"]
    uses_office = registration is not None and registration["service_kind"] == HELLO_WORK_USER
    return seeker if uses_office and registration["active"] else None
