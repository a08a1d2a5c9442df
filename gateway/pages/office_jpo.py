"""The MOFA centre's campaigns: terms, rounds, selection, figures (LI-73, LI-77, LI-84, GW-54)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import abort, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import Absent, backend
from gateway.forms import FormKind, area, day, tick, whole
from gateway.forms.form import Done, Form
from gateway.web.page import MenuEntry, Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages(
    "office_jpo",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("JPO派遣候補者選考"),
            "office_jpo.overview",
            85,
            lazy_gettext("JPO派遣制度"),
            frozenset({Role.MOFA}),
        ),
    ),
)
_PARTED = re.compile(r"\s*[|｜]\s*")
_TERMS = (
    day("terms.opens_on", lazy_gettext("応募受付開始日")),
    day("terms.closes_on", lazy_gettext("応募締切日")),
    area(
        "terms.destinations",
        lazy_gettext("派遣先機関"),
        rows=14,
        hint=lazy_gettext("1行に一つ、「略称｜日本語名｜英語名」と書きます。"),
    ),
    area(
        "terms.specialities",
        lazy_gettext("専門分野"),
        rows=14,
        hint=lazy_gettext("1行に一つ、「日本語｜英語」と書きます。"),
    ),
    area(
        "terms.steps",
        lazy_gettext("応募から派遣までの流れ"),
        rows=8,
        hint=lazy_gettext("1行に一つ、順に「日本語｜英語」と書きます。"),
    ),
)
TERMS = FormKind(*_TERMS)
CREATE = FormKind(whole("application_year", lazy_gettext("応募する年"), required=True), *_TERMS)
ACTIONS: dict[str, tuple[str, FormKind]] = {
    "additional": (
        "open_jpo_additional_recruitment",
        FormKind(day("closes_on", lazy_gettext("追加募集の締切日"), required=True)),
    ),
    "selection": ("start_jpo_selection", FormKind()),
    "decision": (
        "complete_jpo_selection",
        FormKind(
            tick("all_decided", lazy_gettext("すべての応募者の結果を決めました"), required=True)
        ),
    ),
    "results": (
        "publish_jpo_results",
        FormKind(
            whole("applicants", lazy_gettext("応募者数"), required=True),
            whole("dispatched", lazy_gettext("派遣者数"), required=True),
        ),
    ),
}
OFFERED = {
    "closed": ("additional", "selection"),
    "selecting": ("additional", "decision"),
    "decided": ("additional", "results"),
}


@pages.get("/office/jpo")
@allow(Role.MOFA)
def overview() -> Response:
    """All campaigns, newest year first."""
    return page("office_jpo/list.html", found=backend.call("listings", "find_jpo_campaigns"))


@pages.route("/office/jpo/new", methods=["GET", "POST"])
@allow(Role.MOFA)
def new() -> Response:
    """The draft of a year, begun with the lists of the programme."""
    known = backend.call("listings", "get_jpo_programme")
    form = CREATE.open(_flat({**known, "opens_on": None, "closes_on": None}))
    if form.submitted:
        done = _send(
            form, "create_jpo_campaign", application_year=form.values.get("application_year")
        )
        if done:
            return done.to(url_for("office_jpo.show", campaign_id=done["campaign_id"]))
    return page("office_jpo/terms.html", form=form, campaign=None)


@pages.get("/office/jpo/<campaign_id>")
@allow(Role.MOFA)
def show(campaign_id: str) -> Response:
    """One campaign and what comes next in its course (SM-15)."""
    return _detail(campaign_id)


def _detail(campaign_id: str, **refused: Form) -> Response:
    named = {"campaign_id": campaign_id}
    found = backend.gather(
        {
            "campaign": ("listings", "get_jpo_campaign", named),
            "counted": ("applications", "get_jpo_figures", named),
        },
        needed={"campaign"},
    )
    campaign, counted = found["campaign"], found["counted"]
    # The figures are published as they were counted, unless the centre enters others (RE-60).
    begun = {} if isinstance(counted, Absent) else counted
    forms = {
        name: refused.get(name) or Form.unsent(ACTIONS[name][1], _begun(ACTIONS[name][1], begun))
        for name in OFFERED.get(campaign["state"], ())
    }
    return page(
        "office_jpo/show.html",
        form=next(iter(refused.values()), None),
        campaign=campaign,
        counted=counted,
        forms=forms,
    )


def _begun(kind: FormKind, counted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: counted[name] for name in kind.fields if name in counted}


@pages.route("/office/jpo/<campaign_id>/announcement", methods=["GET", "POST"])
@allow(Role.MOFA)
def announce(campaign_id: str) -> Response:
    """Checks the terms and makes them public (LI-84)."""
    campaign = backend.call("listings", "get_jpo_campaign", {"campaign_id": campaign_id})
    form = TERMS.open(_flat(campaign["terms"]))
    if form.submitted:
        done = _send(form, "announce_jpo_campaign", campaign_id=campaign_id)
        if done:
            message = gettext("募集要項を公表しました。")
            return done.to(url_for("office_jpo.show", campaign_id=campaign_id), message)
    return page("office_jpo/terms.html", form=form, campaign=campaign)


@pages.post("/office/jpo/<campaign_id>/<action>")
@allow(Role.MOFA)
def act(campaign_id: str, action: str) -> Response:
    """The next deed in the course of a campaign."""
    if action not in ACTIONS:
        abort(404)
    operation, kind = ACTIONS[action]
    form = kind.open()
    done = form.send("listings", operation, campaign_id=campaign_id)
    if done is None:
        return _detail(campaign_id, **{action: form})
    return done.to(url_for("office_jpo.show", campaign_id=campaign_id), gettext("登録しました。"))


def _flat(terms: Mapping[str, Any]) -> dict[str, Any]:
    shown = {f"terms.{name}": terms.get(name) for name in ("opens_on", "closes_on")}
    shown["terms.destinations"] = "\n".join(
        f"{one['code']}｜{one['name']}｜{one['name_en']}" for one in terms["destinations"]
    )
    for name in ("specialities", "steps"):
        shown[f"terms.{name}"] = "\n".join(f"{one['ja']}｜{one['en']}" for one in terms[name])
    return {name: value for name, value in shown.items() if value is not None}


def _terms(form: Form) -> dict[str, Any]:
    terms: dict[str, Any] = {
        name: value
        for name in ("opens_on", "closes_on")
        if (value := form.values.get(f"terms.{name}"))
    }
    terms["destinations"] = _lines(form, "destinations", ("code", "name", "name_en"))
    for name in ("specialities", "steps"):
        terms[name] = _lines(form, name, ("ja", "en"))
    return terms


def _lines(form: Form, name: str, parts: tuple[str, ...]) -> list[dict[str, str]]:
    """The lines in their parts; a line with more of them is a problem of the field."""
    found = []
    lines = str(form.values.get(f"terms.{name}") or "").splitlines()
    for number, line in enumerate(lines, 1):
        given = _PARTED.split(line.strip())
        if len(given) > len(parts):
            params = {"line": number, "most": len(parts)}
            form.complain(f"terms.{name}", {"code": "too-many-parts", "params": params})
        elif line.strip():
            found.append(dict(zip(parts, given, strict=False)))
    return found


def _send(form: Form, operation: str, **more: Any) -> Done | None:
    terms = _terms(form)
    if form.problems:
        return None
    try:
        return Done(backend.call("listings", operation, {"terms": terms, **more}))
    except Refused as refused:
        if refused.kind not in ("invalid", "conflict"):
            raise
        form.refuse(refused)
        return None
