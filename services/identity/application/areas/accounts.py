"""Accounts of everybody: opening, login, session, password, mail details."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    activate_account,
    change_password,
    check_reissue_identity,
    complete_opening,
    discard_unopened_account,
    expire_session,
    leave,
    log_in,
    log_out,
    reissue_organisation_password,
    reissue_password,
    request_opening,
)
from services.identity.application.queries import (
    get_contacts_of,
    get_mail_details,
    get_opening,
    get_profile,
    resolve_session,
)
from services.identity.application.reactions.on_account_gone import on_account_gone
from services.kernel.contracts import identity

ACCOUNTS = Area(
    schemas=identity,
    commands=(
        request_opening,
        complete_opening,
        discard_unopened_account,
        activate_account,
        log_in,
        log_out,
        expire_session,
        check_reissue_identity,
        reissue_password,
        reissue_organisation_password,
        change_password,
        leave,
    ),
    queries=(get_opening, resolve_session, get_profile, get_contacts_of, get_mail_details),
    reactions=(on_account_gone,),
)
