"""Everything that can happen to registered organisations and internal users, once."""

from __future__ import annotations

from services.kernel.eventkit.domain import Role
from tests.unit.identity.stage import Stage, as_organisation, as_staff, organisation

COMMON = {
    "name": "独立行政法人国際協力機構",
    "name_en": "Japan International Cooperation Agency",
    "address": "東京都千代田区二番町5-25",
    "telephone": "03-5226-6660",
    "activity": "国際協力",
}


def organisations_happen(stage: Stage) -> None:
    """Each event of SM-04 from a registration on."""
    organisation_id = stage.active_organisation(email="life@example.jp")["organisation_id"]
    own, named = as_organisation(organisation_id), {"organisation_id": organisation_id}
    asked = stage.run(
        "request_organisation_change", {"person_in_charge": "佐藤 次郎", "items": "住所"}, own
    )
    data = organisation(email="life2@example.jp")
    for fixed in ("kind", "category", "listed"):
        del data[fixed]
    stage.run(
        "update_organisation", {**data, **named, "request_id": asked["request_id"]}, as_staff()
    )
    stage.run("update_jica_common_data", COMMON, as_staff())
    stage.run("confirm_organisation_info", {}, own)
    stage.run("renew_organisation_code", {}, own)
    stage.run("change_list_wish", {"listed": False}, own)
    stage.wait(days=400)
    stage.run("extend_organisation", named, as_staff())
    stage.run("request_organisation_invalidation", {"reason": "解散"}, own)
    stage.run("invalidate_organisation", named, as_staff())
    leaving = stage.active_organisation(email="leaving@example.jp")["organisation_id"]
    answer = {"confirmed": True, "reasons": ["other"], "satisfaction": 4, "comment": "佐藤"}
    stage.run("withdraw_organisation", answer, as_organisation(leaving))


def extractions_happen(stage: Stage) -> None:
    """Each event of SM-20."""
    department = as_staff(Role.JICA_DEPARTMENT, "department")
    request = {"purpose": "佐藤の調査", "items": ["name"]}
    named = stage.run("request_data_extraction", request, department)["extraction_id"]
    stage.run("approve_data_extraction", {"extraction_id": named}, as_staff())
    stage.run("download_extraction", {"extraction_id": named}, department)
    stage.wait(days=8)
    refused = stage.run("request_data_extraction", request, department)["extraction_id"]
    decision = {"extraction_id": refused, "reason": "佐藤に確認"}
    stage.run("reject_data_extraction", decision, as_staff())


def internal_users_happen(stage: Stage) -> None:
    """Each event of an internal user after the creation."""
    operator = as_staff(Role.OPERATOR)
    user = {"account_id": stage.internal("staff09")}
    stage.run("change_internal_roles", {**user, "roles": ["analyst"]}, operator)
    unit = stage.approved_organisation(category="jica", email="unit@jica.example")
    posts_for = {"organisation_id": unit["organisation_id"]}
    stage.run("change_internal_organisation", {**user, **posts_for}, operator)
    stage.run("grant_counsellor_permission", {**user, "title": "career-sodan"}, operator)
    stage.run("revoke_counsellor_permission", user, operator)
    stage.run("stop_internal_user", user, operator)
