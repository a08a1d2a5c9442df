"""Job seekers: their registration, their information and what they show (ID-23 to ID-47)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    apply_as_job_seeker,
    change_hello_work_office,
    deactivate_job_seeker,
    expire_job_seeker,
    note_organisation_block,
    publish_profile,
    reactivate_job_seeker,
    record_employment_consultation,
    record_office_use,
    show_profile_to,
    stop_showing_profile_to,
    update_job_seeker_information,
)
from services.identity.application.queries import (
    find_job_seeker,
    find_offices,
    get_agreement,
    get_job_seeker,
)
from services.identity.application.reactions.on_application_submitted import (
    on_application_submitted,
)
from services.kernel.contracts import identity_job_seekers

JOB_SEEKERS = Area(
    schemas=identity_job_seekers,
    commands=(
        apply_as_job_seeker,
        deactivate_job_seeker,
        reactivate_job_seeker,
        expire_job_seeker,
        record_employment_consultation,
        record_office_use,
        change_hello_work_office,
        update_job_seeker_information,
        publish_profile,
        show_profile_to,
        stop_showing_profile_to,
        note_organisation_block,
    ),
    queries=(get_agreement, get_job_seeker, find_job_seeker, find_offices),
    reactions=(on_application_submitted,),
)
