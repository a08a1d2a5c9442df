"""What to read before applying to what JICA recruits for (LI-46, LI-47, GW-02)."""

from __future__ import annotations

from typing import Any

from flask import Response, abort
from flask_babel import lazy_gettext

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.web.cache import cached
from gateway.web.listing_words import Words
from gateway.web.page import MenuEntry, Pages, page
from services.kernel.contracts.rpc import Refused

GROUP = lazy_gettext("仕事を探す")


def _entry(code: str, label: Any, order: int) -> MenuEntry:
    return MenuEntry("jobs", label, "jica_guides.show", order, GROUP, values={"code": code})


pages = Pages(
    "jica_guides",
    menu=(
        MenuEntry("jobs", lazy_gettext("求人検索"), "search.jobs", 10, GROUP),
        _entry("public-recruitment-procedure", lazy_gettext("公募案件 応募の手続き"), 20),
        _entry("public-notice-procedure", lazy_gettext("公示案件 応募の手続き"), 30),
        _entry("jica-personnel", lazy_gettext("JICA人材の募集について"), 40),
    ),
)

GUIDES = Words(
    {
        "public-recruitment-procedure": lazy_gettext("公募案件応募の手続き"),
        "public-notice-procedure": lazy_gettext("公示案件 応募の手続き"),
        "jica-expert-treatment": lazy_gettext("JICA専門家の待遇"),
        "residents-abroad": lazy_gettext("海外居住者について"),
        "jica-personnel": lazy_gettext("JICA人材の募集について"),
    }
)
TEXTS: dict[str, tuple[Any, ...]] = {
    "public-recruitment-procedure": (
        lazy_gettext("公募案件には、国際協力人材登録をした方が応募できます。"),
        lazy_gettext(
            "募集期間内に、案件の詳細ページから応募してください。応募書類は案件ごとに示します。"
        ),
        lazy_gettext("書類選考、面接、健康診断を経て結果をお知らせします。"),
    ),
    "public-notice-procedure": (
        lazy_gettext("公示案件は、業務実施契約の公示です。公募案件とは手続きが異なります。"),
        lazy_gettext("公示された期間内に、案件に示す方法で簡易プロポーザルを提出してください。"),
        lazy_gettext("質問の受付、評価、契約交渉の日程は、案件ごとに示します。"),
    ),
    "jica-expert-treatment": (
        lazy_gettext("JICA専門家の待遇は、派遣の期間、格付、任地により決まります。"),
        lazy_gettext("手当や旅費の扱いは、案件ごとの募集要項でお知らせします。"),
        lazy_gettext("詳しい条件は、応募する案件の担当部署にご確認ください。"),
    ),
    "residents-abroad": (
        lazy_gettext("海外にお住まいの方も応募できます。"),
        lazy_gettext(
            "面接や派遣前の手続きのための帰国については、案件の担当部署にご確認ください。"
        ),
        lazy_gettext("健康診断や査証の手続きに時間がかかることがあります。早めにご相談ください。"),
    ),
    "jica-personnel": (
        lazy_gettext(
            "公募案件は、JICAが専門家などの人材を募るものです。国際協力人材登録をした方が応募できます。"
        ),
        lazy_gettext("公示案件は、業務実施契約の公示です。応募の方法は案件ごとに示します。"),
        lazy_gettext(
            "プレ公募情報は、これから募集を予定している案件のお知らせです。まだ応募はできません。"
        ),
    ),
}
KINDS_TO_SEARCH = {
    "public-recruitment-procedure": ("public-recruitment",),
    "public-notice-procedure": ("public-notice",),
    "jica-personnel": ("public-recruitment", "public-notice", "pre-announcement"),
}


@pages.get("/guides/<code>")
@allow(ANYONE)
@cached("contents")
def show(code: str) -> Response:
    """The text that the secretariat has published for this place, until then that of the portal."""
    if code not in GUIDES:
        abort(404)
    return page(
        "content/guide.html",
        title=GUIDES[code],
        published=published_at(code),
        texts=TEXTS[code],
        kinds=KINDS_TO_SEARCH.get(code, ()),
    )


def published_at(code: str) -> dict[str, Any] | None:
    """The public content of a place of the site."""
    try:
        found: dict[str, Any] = backend.call("listings", "get_content", {"code": code})
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        return None
    return found if found["state"] == "published" else None
