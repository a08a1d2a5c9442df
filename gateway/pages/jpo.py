"""JPO派遣制度: the scheme, its conditions, figures, lists, stories and campaigns (GW-46, GW-47)."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import lazy_gettext

from gateway.auth.allow import ANYONE, allow
from gateway.backend import Absent, backend
from gateway.web.cache import cached
from gateway.web.jpo_words import JPO_STATES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.whole_lists import with_the_rest

pages = Pages(
    "jpo",
    menu=(MenuEntry("footer", lazy_gettext("JPO派遣制度"), "jpo.programme", 35),),
)

_SHOWN_WHOLE = {"texts": "jpo-page", "stories": "jpo-story", "links": "jpo-link"}
SEMINAR = "国際機関就職セミナー"
TEXTS: dict[str, tuple[Any, ...]] = {
    "jpo-scheme": (
        lazy_gettext("JPO派遣制度では、派遣にかかる経費を政府が負担します。"),
        lazy_gettext("1974年から派遣を続けています。"),
        lazy_gettext("対象は35歳以下の方です。"),
        lazy_gettext("派遣の期間は2年間です。"),
        lazy_gettext("派遣先は、外務省と派遣取決めのある国際機関です。"),
        lazy_gettext("派遣の後は、自ら正規採用を得ることが期待されています。"),
    ),
    "jpo-figures": (
        lazy_gettext(
            "国連関係機関で働く専門職以上の日本人職員は約960人です（出典：JPO派遣制度のリーフレット）。"
        ),
        lazy_gettext("そのうち5割近くがJPO出身です（出典：JPO派遣制度のリーフレット）。"),
        lazy_gettext(
            "近年のJPOのおよそ7割が次のポストを得ています（出典：JPO派遣制度のリーフレット）。"
        ),
    ),
    "jpo-competition": (
        lazy_gettext("国際機関の職員は、即戦力として採用されます。"),
        lazy_gettext("文系・理系を問わず、さまざまな分野の人材が求められています。"),
        lazy_gettext("JPOの選考は、日本人だけの間の競争です。"),
    ),
}


@pages.get("/jpo")
@allow(ANYONE)
@cached("contents", "listings")
def programme() -> Response:
    """Everything about the programme on one page; edited texts stand for those of the portal."""
    found = backend.gather(
        {
            "programme": ("listings", "get_jpo_programme", {}),
            **{
                name: ("listings", "find_contents", {"kinds": [kind]})
                for name, kind in _SHOWN_WHOLE.items()
            },
            "seminars": (
                "listings",
                "search_listings",
                {"kinds": ["seminar"], "keyword": SEMINAR},
            ),
        },
        needed={"programme", *_SHOWN_WHOLE},
    )
    whole = {
        name: with_the_rest(found[name], {"kinds": [kind]}) for name, kind in _SHOWN_WHOLE.items()
    }
    return page(
        "jpo/programme.html",
        known=found["programme"],
        edited={item["code"]: item["content"] for item in whole["texts"]},
        texts=TEXTS,
        stories=whole["stories"],
        links=whole["links"],
        seminars=found["seminars"],
        seminars_away=isinstance(found["seminars"], Absent),
        states=JPO_STATES,
    )


@pages.get("/jpo/campaigns")
@allow(ANYONE)
@cached("contents")
def campaigns() -> Response:
    """Campaigns by destination organisation and by field (LI-80)."""
    destination, field = request.args.get("destination", ""), request.args.get("field", "")
    found = backend.gather(
        {
            "programme": ("listings", "get_jpo_programme", {}),
            "campaigns": (
                "listings",
                "find_jpo_campaigns",
                {"destination": destination[:50], "field": field[:300]},
            ),
        },
        needed={"programme", "campaigns"},
    )
    return page(
        "jpo/campaigns.html",
        known=found["programme"],
        found=found["campaigns"],
        destination=destination,
        field=field,
        states=JPO_STATES,
    )


@pages.get("/jpo/campaigns/<campaign_id>")
@allow(ANYONE)
@cached("contents")
def campaign(campaign_id: str) -> Response:
    """One campaign: rounds, conditions, flow, destinations, fields, and the way to apply."""
    found = backend.gather(
        {
            "programme": ("listings", "get_jpo_programme", {}),
            "campaign": ("listings", "get_jpo_campaign", {"campaign_id": campaign_id[:100]}),
        },
        needed={"programme", "campaign"},
    )
    return page("jpo/campaign.html", known=found["programme"], campaign=found["campaign"])
