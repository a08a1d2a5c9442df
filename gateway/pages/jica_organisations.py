"""The organisations of JICA as a choice, and as what a user of a department posts for."""

from __future__ import annotations

from flask_babel import lazy_gettext

from gateway.backend import backend
from gateway.forms import select
from gateway.forms.fields import Field
from gateway.language import current_language


def jica_organisations() -> dict[str, str]:
    """Their names in the reader's language, by id."""
    found = backend.call("identity", "find_jica_organisations")
    name = "name_en" if current_language() == "en" else "name"
    return {one["organisation_id"]: str(one[name]) for one in found["items"]}


def organisation_field() -> Field:
    """For which of them a user posts; none is possible."""
    return select(
        "organisation_id",
        lazy_gettext("掲載するJICAの団体"),
        list(jica_organisations().items()),
        hint=lazy_gettext(
            "JICA各部署・人材確保課の方は、この団体として公募・公示・プレ公募などを掲載します。"
            "団体の登録区分が「JICA」のものから選びます。"
        ),
    )
