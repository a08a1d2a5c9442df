"""The MOFA centre's candidates: refusals, examination, result, dispatch, next post (GW-54)."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.documents.sending import JPO_PIECE, document_response
from gateway.forms import FormKind, area, day, select, text
from gateway.forms.form import Form
from gateway.pages.my_jpo import told
from gateway.web.jpo_words import CANDIDATE_STATES, destination_text
from gateway.web.page import Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.applications_jpo import JPO_CANDIDATE_STATES

pages = Pages("office_jpo_candidates")

_EXAMINATION = FormKind(day("examined_on", lazy_gettext("受験日"), required=True))
_TURNING_DOWN = FormKind(
    area(
        "remarks",
        lazy_gettext("センターの備考"),
        most=2000,
        hint=lazy_gettext("応募者には表示されません。"),
    )
)
_NEXT_POST = FormKind(
    text("organisation", lazy_gettext("国際機関名"), required=True, most=200),
    text("post", lazy_gettext("ポスト"), most=200),
)
# What each state lets the centre do: part of the address, operation, title and button (SM-16).
DEEDS: dict[str, tuple[str, Any]] = {
    "examination": ("record_jpo_examination", lazy_gettext("受験を記録する")),
    "selection": ("select_jpo_candidate", lazy_gettext("合格とする")),
    "non-selection": ("turn_down_jpo_candidate", lazy_gettext("不合格とする")),
    "dispatch": ("record_jpo_dispatch", lazy_gettext("派遣を記録する")),
    "next-post": ("record_jpo_next_post", lazy_gettext("次のポストを記録する")),
    "declining": ("decline_jpo_candidacy", lazy_gettext("辞退を記録する")),
}
OFFERED = {
    "submitted": ("examination", "non-selection", "declining"),
    "examined": ("selection", "non-selection", "declining"),
    "selected": ("dispatch", "declining"),
    "dispatched": ("next-post",),
    "completed": ("next-post",),
}


@pages.get("/office/jpo/<campaign_id>/candidates")
@allow(Role.MOFA)
def candidates(campaign_id: str) -> Response:
    """The candidates of a campaign, of one state or all, eligibility refusals among them."""
    state, number = request.args.get("state", ""), asked_page()
    asked: dict[str, Any] = {"state": state} if state in JPO_CANDIDATE_STATES else {}
    part = {"limit": SIZE, "offset": (number - 1) * SIZE}
    named = {"campaign_id": campaign_id}
    found = backend.gather(
        {
            "campaign": ("listings", "get_jpo_campaign", named),
            "figures": ("applications", "get_jpo_figures", named),
            "candidates": ("applications", "find_jpo_candidates", {**named, **asked, **part}),
        },
        needed={"campaign", "figures", "candidates"},
    )
    return page(
        "office_jpo/candidates.html",
        campaign=found["campaign"],
        figures=found["figures"],
        found=found["candidates"],
        chosen=asked.get("state"),
        states=CANDIDATE_STATES,
        paging=Paging(number, found["candidates"]["total"]),
    )


@pages.get("/office/jpo-candidates/<application_id>")
@allow(Role.MOFA)
def show(application_id: str) -> Response:
    """One candidate and what comes next in the course (SM-16)."""
    return _detail(_candidate(application_id))


@pages.post("/office/jpo-candidates/<application_id>/<deed>")
@allow(Role.MOFA)
def act(application_id: str, deed: str) -> AnyResponse:
    """The next deed in the course of a candidate."""
    if deed not in DEEDS:
        abort(404)
    candidate = _candidate(application_id)
    form = _kind(deed, _campaign(candidate)).open(version=candidate["version"])
    done = form.send(
        "applications",
        DEEDS[deed][0],
        application_id=application_id,
        expected_version=form.version,
    )
    if done is None:
        return _detail(candidate, **{deed: form})
    return done.to(url_for(".show", application_id=application_id), gettext("登録しました。"))


@pages.get("/office/jpo-candidates/<application_id>/documents/<document_id>")
@allow(Role.MOFA)
def document(application_id: str, document_id: str) -> Response:
    """Downloads a document of a candidate."""
    return document_response(application_id, document_id, JPO_PIECE)


def _candidate(application_id: str) -> Any:
    return backend.call("applications", "get_jpo_candidate", {"application_id": application_id})


def _campaign(candidate: dict[str, Any]) -> Any:
    return backend.call("listings", "get_jpo_campaign", {"campaign_id": candidate["campaign_id"]})


def _kind(deed: str, campaign: dict[str, Any]) -> FormKind:
    if deed == "dispatch":
        arranged = [
            (one["code"], destination_text(one)) for one in campaign["terms"]["destinations"]
        ]
        return FormKind(
            select("destination", lazy_gettext("派遣先機関"), arranged, required=True),
            day("starts_on", lazy_gettext("派遣開始日"), required=True),
        )
    kinds = {"examination": _EXAMINATION, "non-selection": _TURNING_DOWN, "next-post": _NEXT_POST}
    return kinds.get(deed, FormKind())


def _detail(candidate: dict[str, Any], **refused: Form) -> Response:
    campaign = _campaign(candidate)
    version = candidate["version"]
    forms = {
        deed: refused.get(deed) or Form.unsent(_kind(deed, campaign), {}, version=version)
        for deed in OFFERED.get(candidate["state"], ())
    }
    destinations = {one["code"]: one for one in campaign["terms"]["destinations"]}
    return page(
        "office_jpo/candidate.html",
        form=next(iter(refused.values()), None),
        candidate=candidate,
        campaign=campaign,
        destination=destinations.get(candidate["destination"]),
        forms=forms,
        titles={deed: title for deed, (_, title) in DEEDS.items()},
        **told(candidate),
    )
