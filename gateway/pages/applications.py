"""Applying to a listing: confirmation items, form, documents, completion (GW-37, GW-38).

By web, or with `?route=direct` as a direct application of a job seeker (自主応募, AP-12).
"""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, many
from gateway.forms.form import Form
from gateway.pages.application_words import CONFIRMATIONS
from gateway.web.page import Pages, page

pages = Pages("applications")

_TICKS = many(
    "confirmations", lazy_gettext("確認事項"), tuple(CONFIRMATIONS.items()), required=True
)
_REMARKS = area("remarks", lazy_gettext("備考欄"), most=2000)
_MOTIVATION = area("motivation", lazy_gettext("志望動機"), required=True, most=2000)
APPLICATION = FormKind(_TICKS, _REMARKS)
DIRECT_APPLICATION = FormKind(_TICKS, _MOTIVATION, _REMARKS)


@pages.get("/listings/<data_number>/apply")
@allow(Role.INDIVIDUAL)
def apply(data_number: str) -> Response:
    """The confirmation items of a job (AP-03, AP-05); trainings have none (AP-04)."""
    asked: Any = backend.call("applications", "get_application_form", _asked_for(data_number))
    if asked["refusal"] is None and not asked["confirmations"]:
        target = url_for("applications.fill_in", data_number=data_number, **_way(asked))
        return redirect(target, 303)
    return _confirm(asked, APPLICATION.open({}))


@pages.route("/listings/<data_number>/apply/form", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def fill_in(data_number: str) -> Response:
    """The form with title, name, remarks and required documents (AP-07), motivation (AP-12)."""
    found = backend.gather(
        {
            "asked": ("applications", "get_application_form", _asked_for(data_number)),
            "profile": ("identity", "get_profile", {}),
        },
        needed={"asked", "profile"},
    )
    asked, profile = found["asked"], found["profile"]
    kind = DIRECT_APPLICATION if asked["route"] == "direct" else APPLICATION
    form = kind.open(_begun(asked))
    if asked["refusal"] is not None and not form.submitted:
        return _confirm(asked, form)
    if not form.submitted:
        form.values["confirmations"] = request.args.getlist("confirmations")
    if not set(asked["confirmations"]) <= set(form.values["confirmations"]):
        form.complain("confirmations", {"code": "not-confirmed"})
        return _confirm(asked, form)
    if form.submitted:
        direct: dict[str, Any] = {"direct": True} if asked["route"] == "direct" else {}
        done = form.send(
            "applications",
            "draft_application",
            listing_id=asked["listing"]["listing_id"],
            # The name is the registered one, whatever a browser may send.
            applicant_name=profile["name"],
            **direct,
        )
        if done:
            target = url_for("application_documents.attach", application_id=done["application_id"])
            return redirect(target, 303)
    return page(
        "applications/form.html",
        form=form,
        asked=asked,
        applicant_name=profile["name"],
        way=_way(asked),
    )


def _asked_for(data_number: str) -> dict[str, Any]:
    direct = {"direct": True} if request.args.get("route") == "direct" else {}
    return {"data_number": data_number, **direct}


def _way(asked: dict[str, Any]) -> dict[str, Any]:
    """What the next address says of the route."""
    return {"route": "direct"} if asked["route"] == "direct" else {}


def _begun(asked: dict[str, Any]) -> dict[str, Any]:
    """What a draft of this application holds already."""
    if asked["status"] != "draft" or request.method == "POST":
        return {}
    mine = backend.call(
        "applications", "get_my_application", {"application_id": asked["application_id"]}
    )
    return {"remarks": mine["remarks"], "motivation": mine["motivation"]}


def _confirm(asked: dict[str, Any], form: Form) -> Response:
    shown = [(code, CONFIRMATIONS[code]) for code in asked["confirmations"]]
    return page(
        "applications/confirmations.html", form=form, asked=asked, items=shown, way=_way(asked)
    )
