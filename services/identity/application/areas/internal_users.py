"""Internal users, their roles and permissions (ID-87, ID-88)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import create_internal_user, reissue_internal_password
from services.identity.application.queries import find_internal_users
from services.kernel.contracts import identity

INTERNAL_USERS = Area(
    schemas=identity,
    commands=(create_internal_user, reissue_internal_password),
    queries=(find_internal_users,),
)
