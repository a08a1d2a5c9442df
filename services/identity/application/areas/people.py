"""Individuals: registered data, full registration and what restricts or ends it (SM-01)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    approve_full_registration,
    ask_for_confirmation,
    clean_full_registration_requests,
    confirm_registered_information,
    expire_talent_registration,
    extend_talent_registration,
    give_extension_notice,
    record_death,
    record_jocv_returnee,
    reinstate_user,
    reject_full_registration,
    request_full_registration,
    return_full_registration,
    revoke_death_record,
    suspend_user,
    update_profile,
)
from services.identity.application.queries import (
    find_confirmations,
    find_extensions,
    find_full_registration_requests,
    find_people,
    find_restricted_people,
    get_account_history,
    get_extension_overview,
    get_held_data,
    get_own_registration,
    get_person,
)
from services.kernel.contracts import identity_people

PEOPLE = Area(
    schemas=identity_people,
    commands=(
        update_profile,
        confirm_registered_information,
        request_full_registration,
        return_full_registration,
        approve_full_registration,
        reject_full_registration,
        clean_full_registration_requests,
        extend_talent_registration,
        give_extension_notice,
        expire_talent_registration,
        ask_for_confirmation,
        record_jocv_returnee,
        suspend_user,
        reinstate_user,
        record_death,
        revoke_death_record,
    ),
    queries=(
        get_own_registration,
        get_account_history,
        get_held_data,
        find_full_registration_requests,
        find_confirmations,
        find_extensions,
        get_extension_overview,
        find_people,
        find_restricted_people,
        get_person,
    ),
)
