"""What opens an account besides its password (ID-45, RFC 6238, WebAuthn)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    complete_log_in,
    disable_second_factor,
    enable_second_factor,
    finish_single_sign_on,
    link_single_sign_on,
    log_in_with_passkey,
    register_passkey,
    remove_passkey,
    renew_recovery_codes,
    unlink_single_sign_on,
)
from services.identity.application.queries import (
    begin_passkey_log_in,
    begin_single_sign_on,
    begin_single_sign_on_link,
    get_prepared_second_factor,
    get_security,
    prepare_passkey,
    prepare_second_factor,
)
from services.identity.application.reactions.on_passkey_removed import on_passkey_removed
from services.identity.application.reactions.on_single_sign_on_unlinked import (
    on_single_sign_on_unlinked,
)
from services.kernel.contracts import identity_credentials

CREDENTIALS = Area(
    schemas=identity_credentials,
    commands=(
        finish_single_sign_on,
        link_single_sign_on,
        unlink_single_sign_on,
        complete_log_in,
        enable_second_factor,
        renew_recovery_codes,
        disable_second_factor,
        register_passkey,
        remove_passkey,
        log_in_with_passkey,
    ),
    queries=(
        begin_single_sign_on,
        begin_single_sign_on_link,
        prepare_second_factor,
        get_prepared_second_factor,
        prepare_passkey,
        begin_passkey_log_in,
        get_security,
    ),
    reactions=(on_single_sign_on_unlinked, on_passkey_removed),
)
