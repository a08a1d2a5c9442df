"""Organisations: their registration and what becomes of it (SM-04)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    approve_organisation,
    change_list_wish,
    confirm_organisation_info,
    expire_organisation,
    extend_organisation,
    invalidate_organisation,
    reissue_organisation_code,
    reject_organisation,
    renew_organisation_code,
    request_organisation_change,
    request_organisation_invalidation,
    request_organisation_registration,
    update_jica_common_data,
    update_organisation,
    withdraw_organisation,
)
from services.identity.application.queries import (
    find_organisation_changes,
    find_organisation_requests,
    find_organisations,
    find_organisations_in_care,
    get_jica_common_data,
    get_organisation,
)
from services.identity.application.reactions.on_organisation_changed import (
    on_login_id_given_up,
    on_organisation_gone,
    on_organisation_list_changed,
    on_organisation_updated,
)
from services.identity.application.reactions.on_organisation_registered import (
    on_organisation_registered,
)
from services.kernel.contracts import identity, identity_organisations

ORGANISATIONS = Area(
    schemas=identity,
    commands=(request_organisation_registration, approve_organisation, reject_organisation),
    queries=(find_organisation_requests, find_organisations, get_organisation),
    reactions=(on_organisation_registered,),
)

ORGANISATION_CARE = Area(
    schemas=identity_organisations,
    commands=(
        request_organisation_change,
        update_organisation,
        update_jica_common_data,
        confirm_organisation_info,
        extend_organisation,
        expire_organisation,
        change_list_wish,
        reissue_organisation_code,
        renew_organisation_code,
        request_organisation_invalidation,
        invalidate_organisation,
        withdraw_organisation,
    ),
    queries=(find_organisations_in_care, find_organisation_changes, get_jica_common_data),
    reactions=(
        on_organisation_updated,
        on_organisation_gone,
        on_login_id_given_up,
        on_organisation_list_changed,
    ),
)
