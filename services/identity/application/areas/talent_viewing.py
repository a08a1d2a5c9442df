"""Browsing of people by organisations (人材閲覧・求職者情報検索, ID-48 to ID-52)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import view_person
from services.identity.application.queries import (
    find_talent_viewers,
    get_profile_showing,
    search_people,
)
from services.kernel.contracts import identity_job_seekers

TALENT_VIEWING = Area(
    schemas=identity_job_seekers,
    commands=(view_person,),
    queries=(search_people, find_talent_viewers, get_profile_showing),
)
