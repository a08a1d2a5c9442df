"""Internal users, their roles and permissions (ID-87, ID-88)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    change_internal_organisation,
    change_internal_roles,
    create_internal_user,
    grant_counsellor_permission,
    reissue_internal_password,
    revoke_counsellor_permission,
    stop_internal_user,
)
from services.identity.application.queries import (
    find_consultation_staff,
    find_internal_users,
    find_jica_organisations,
)
from services.kernel.contracts import identity, identity_internal_users

INTERNAL_USERS = Area(
    schemas=identity,
    commands=(create_internal_user, reissue_internal_password),
    queries=(find_internal_users,),
)

INTERNAL_USER_CARE = Area(
    schemas=identity_internal_users,
    commands=(
        change_internal_roles,
        change_internal_organisation,
        stop_internal_user,
        grant_counsellor_permission,
        revoke_counsellor_permission,
    ),
    queries=(find_jica_organisations, find_consultation_staff),
)
