"""Applying to an open round of a JPO campaign (AP-53 to AP-55)."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.form_token import new_form_token
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.documents.receiving import put_jpo_document
from gateway.forms import FormKind, area, file, select, tick, whole
from gateway.forms.form import Done, Form
from gateway.pages.application_documents import ACCEPT
from gateway.pages.registration_words import DEGREES, choices
from gateway.web.jpo_words import CONDITIONS, PROOFS
from gateway.web.limits import accepts_upload
from gateway.web.page import Pages, page
from gateway.web.places import countries
from services.kernel.contracts.applications_jpo import JPO_PROOFS
from services.kernel.contracts.rpc import Refused

pages = Pages("jpo_applying")

MEGABYTES_AT_ONCE = 41
APPLICATION = FormKind(
    tick("english", CONDITIONS["english"]),
    select("nationality", lazy_gettext("国籍"), countries, required=True, width="middle"),
    whole(
        "work_months",
        lazy_gettext("職務経験の合計（月数）"),
        hint=lazy_gettext("応募締切日までの職務経験を合計して、月数で入力してください。"),
        required=True,
    ),
    select("degree", lazy_gettext("最終学位"), choices(DEGREES), required=True, width="middle"),
    tick("long_term_intent", CONDITIONS["intent"]),
    area("remarks", lazy_gettext("備考欄"), most=2000),
    *(file(f"documents.{one}", PROOFS[one], accept=ACCEPT) for one in JPO_PROOFS),
)


@pages.route("/jpo/campaigns/<campaign_id>/application", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
@accepts_upload(MEGABYTES_AT_ONCE)
def apply(campaign_id: str) -> Response:
    """The declared conditions and their documents; every failed condition is named (AP-54)."""
    found = backend.gather(
        {
            "asked": ("applications", "get_jpo_form", {"campaign_id": campaign_id}),
            "profile": ("identity", "get_profile", {}),
        },
        needed={"asked", "profile"},
    )
    form = APPLICATION.open()
    if form.submitted:
        try:
            _receive(form, campaign_id, found["asked"])
        finally:
            request.close()  # what was uploaded leaves this machine's disk at once
        done = None if form.problems or form.refusal else _send(form, campaign_id, found["profile"])
        if done:
            target = url_for("my_jpo.show", application_id=done["application_id"])
            return done.to(target, gettext("応募を受け付けました。"))
        found["asked"] = backend.call("applications", "get_jpo_form", {"campaign_id": campaign_id})
        # Unlike other refusals this one has left something: what is sent next is another command.
        form.token_text = new_form_token()
    return page("jpo/apply.html", form=form, asked=found["asked"], profile=found["profile"])


def _receive(form: Form, campaign_id: str, asked: dict[str, Any]) -> None:
    """Passes the chosen files on; what is said against one stands at its field."""
    for proves in JPO_PROOFS:
        one = form.files.get(f"documents.{proves}")
        if one is None:
            continue
        name = (one.filename or "")[-255:]
        try:
            put_jpo_document(
                campaign_id, proves, name, one.stream, most=asked["limits"]["bytes_each"]
            )
        except Refused as refused:
            if refused.kind not in ("invalid", "conflict"):
                raise
            problems = [problem for each in refused.fields.values() for problem in each]
            if not problems:
                form.refuse(refused)
            for problem in problems:
                form.complain(f"documents.{proves}", problem)


def _send(form: Form, campaign_id: str, profile: dict[str, Any]) -> Done | None:
    """Applies with the registered name and birth date, whatever a browser may send."""
    declared = {name: value for name, value in form.payload.items() if name != "documents"}
    payload = {
        **declared,
        "campaign_id": campaign_id,
        "applicant_name": profile["name"],
        "birth_on": profile["birth_on"],
    }
    try:
        return Done(backend.call("applications", "apply_to_jpo_campaign", payload))
    except Refused as refused:
        if refused.kind not in ("invalid", "conflict"):
            raise
        form.refuse(refused)
        # The birth date is no field of the form: what is said against it stands by itself.
        form.problems["form"] = form.problems.pop("birth_on", [])
        return None
