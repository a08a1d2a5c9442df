"""From a simple to a full registrant, as anybody becomes one: data, request, approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deploy.local.demo.stage import Stage

SECTIONS: Mapping[str, Any] = {
    "contact": {
        "postal_code": "100-0000",
        "address": "東京都千代田区架空町1-1",
        "telephone": "03-0000-0100",
    },
    "expertise": {"areas": ["health", "human-resources"], "experience": "保健行政、研修の企画"},
    "education": {"entries": [{"school": "架空大学", "subject": "国際関係", "degree": "bachelor"}]},
    "career": {"entries": [{"employer": "架空病院", "position": "事務", "started": "2016-04"}]},
    "languages": {"entries": [{"language": "英語", "level": "business"}]},
    "qualifications": {"none": True},
    "intention": {"intention": "within-a-year", "motive": "現場で役に立ちたい。"},
}
"""All that D-20 adds to the data of a simple registrant."""


def become_full(
    stage: Stage,
    person: Mapping[str, Any],
    actor: Mapping[str, Any],
    secretariat: Mapping[str, Any],
    step: str,
) -> dict[str, Any]:
    """Makes `actor`, who is `person` (name, name_kana, birth_on), a full registrant; the new actor."""
    basic = {name: person[name] for name in ("name", "name_kana", "birth_on") if name in person}
    sections = {**SECTIONS, "basic": {**basic, "nationality": "JP"}}
    stage.ask("identity", "update_profile", sections, actor, step)
    requested = stage.ask("identity", "request_full_registration", {}, actor, step)
    approval = {
        "account_id": actor["id"],
        "request_id": requested["request_id"],
        "intention_confirmed": True,
        "expertise_confirmed": True,
    }
    stage.ask("identity", "approve_full_registration", approval, secretariat, step)
    return {**actor, "facets": ["full-registrant"]}
