"""キャリア相談 of the office: by age for the secretariat, for others what is assigned to them.

GW-51, GW-55, ME-46: messaging itself says which consultations a counsellor or a person of JICA has.
"""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import Absent, backend
from gateway.pages.consultation_words import AUTHORS, BADGES, CANCELLED_BY, KINDS, STATUSES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

ASKED = frozenset({Role.COUNSELLOR, Role.JICA_DEPARTMENT, Role.HR_DIVISION})
READERS = ASKED | {Role.SECRETARIAT}
OPEN = "open"

pages = Pages(
    "office_consultations",
    "/office/consultations",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("キャリア相談"),
            "office_consultations.overview",
            order=550,
            group=lazy_gettext("相談"),
            roles=READERS,
        ),
    ),
)


@pages.get("")
@allow(READERS)
def overview() -> Response:
    """The oldest first, with the days they wait (D-95)."""
    viewer, number = current_viewer(), asked_page()
    status, kind = request.args.get("status", OPEN), request.args.get("kind", "")
    asked: dict[str, Any] = {"limit": SIZE, "offset": (number - 1) * SIZE}
    if status in STATUSES:
        asked["status"] = status
    elif status == OPEN:
        asked["open"] = True
    if kind in KINDS:
        asked["kind"] = kind
    found = backend.call("messaging", "find_consultations", asked)
    return page(
        "office_consultations/list.html",
        found=found,
        paging=Paging(number, found["total"]),
        chosen=status,
        kind=kind if kind in KINDS else "",
        kinds=KINDS,
        statuses=STATUSES,
        badges=BADGES,
        is_secretariat=viewer.role is Role.SECRETARIAT,
    )


@pages.get("/<consultation_id>")
@allow(READERS)
def show(consultation_id: str) -> Response:
    """All of it for the secretariat, for others what they were given it for (ME-44, ME-46)."""
    viewer = current_viewer()
    is_secretariat = viewer.role is Role.SECRETARIAT
    asked = {"consultation_id": consultation_id}
    consultation: Any = backend.call("messaging", "get_consultation", asked)
    return page(
        "office_consultations/show.html",
        consultation=consultation,
        names=_names(consultation) if is_secretariat else {},
        steps=steps_of(consultation, viewer.role),
        kinds=KINDS,
        statuses=STATUSES,
        authors=AUTHORS,
        cancelled_by=CANCELLED_BY,
        is_secretariat=is_secretariat,
    )


def steps_of(consultation: dict[str, Any], role: Role) -> set[str]:
    """The steps this role can take from here (SM-12); messaging has the last word."""
    status, by_mail = consultation["status"], consultation["kind"] == "mail"
    steps: set[str] = set()
    if role is Role.SECRETARIAT:
        steps |= _OF_SECRETARIAT.get(status, set())
        if by_mail:
            steps |= _BY_MAIL.get(status, set())
    if role in (Role.SECRETARIAT, Role.COUNSELLOR) and not by_mail:
        steps |= _MEETING.get(status, set())
    if role in ASKED and status == "referred":
        steps.add("give_opinion")
    return steps


_OF_SECRETARIAT = {
    "requested": {"assign", "cancel"},
    "assigned": {"cancel"},
    "scheduled": {"cancel"},
    "referred": {"cancel"},
    "held": {"close"},
    "answered": {"close"},
}
_BY_MAIL = {
    "requested": {"refer", "answer"},
    "assigned": {"refer", "answer"},
    "referred": {"answer"},
}
_MEETING = {"assigned": {"schedule"}, "scheduled": {"reschedule", "hold"}}


def _names(consultation: dict[str, Any]) -> dict[str, str]:
    """Who handles it, by account; without names while identity is away."""
    authors = [one["author_id"] for one in consultation["opinions"]]
    involved = [*consultation["counsellor_ids"], *consultation["jica_person_ids"], *authors]
    if not involved:
        return {}
    asked = {"account_ids": list(dict.fromkeys(involved))}
    found = backend.gather({"staff": ("identity", "find_consultation_staff", asked)})["staff"]
    if isinstance(found, Absent):
        return {}
    return {one["account_id"]: one["name"] for one in found["items"]}
