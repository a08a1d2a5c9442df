"""Who may call what: the role matrix of the identity service (section 1, D-65).

One line per operation, one column per role; `x` permits, `.` refuses. The internal system may
call everything, and is the only one where a line has no `x`. Ownership is checked in the use
cases; what a visitor may do is public, so everybody may.
"""

from __future__ import annotations

from services.kernel.eventkit.domain import Role

# vis visitor, ind individual, org organisation, jic JICA department, hrd HR division,
# sec secretariat, cou counsellor, hwo Hello Work staff, par information-service partner,
# mof MOFA centre, ana analyst, ope system operator
MATRIX = """
                                  vis ind org jic hrd sec cou hwo par mof ana ope
request_opening                    x   x   x   x   x   x   x   x   x   x   x   x
get_opening                        x   x   x   x   x   x   x   x   x   x   x   x
complete_opening                   x   x   x   x   x   x   x   x   x   x   x   x
discard_unopened_account           .   .   .   .   .   .   .   .   .   .   .   .
activate_account                   x   x   x   x   x   x   x   x   x   x   x   x
log_in                             x   x   x   x   x   x   x   x   x   x   x   x
log_out                            x   x   x   x   x   x   x   x   x   x   x   x
resolve_session                    x   x   x   x   x   x   x   x   x   x   x   x
expire_session                     .   .   .   .   .   .   .   .   .   .   .   .
check_reissue_identity             x   x   x   x   x   x   x   x   x   x   x   x
reissue_password                   x   x   x   x   x   x   x   x   x   x   x   x
reissue_organisation_password      x   x   x   x   x   x   x   x   x   x   x   x
reissue_internal_password          .   .   .   .   .   .   .   .   .   .   .   x
change_password                    .   x   x   x   x   x   x   x   x   x   x   x
begin_single_sign_on               x   x   x   x   x   x   x   x   x   x   x   x
finish_single_sign_on              x   x   x   x   x   x   x   x   x   x   x   x
begin_single_sign_on_link          .   x   .   .   .   .   .   .   .   .   .   .
link_single_sign_on                .   x   .   .   .   .   .   .   .   .   .   .
unlink_single_sign_on              .   x   .   .   .   .   .   .   .   .   .   .
complete_log_in                    x   x   x   x   x   x   x   x   x   x   x   x
prepare_second_factor              .   x   x   x   x   x   x   x   x   x   x   x
get_prepared_second_factor         .   x   x   x   x   x   x   x   x   x   x   x
enable_second_factor               .   x   x   x   x   x   x   x   x   x   x   x
renew_recovery_codes               .   x   x   x   x   x   x   x   x   x   x   x
disable_second_factor              .   x   x   x   x   x   x   x   x   x   x   x
begin_passkey_log_in               x   x   x   x   x   x   x   x   x   x   x   x
log_in_with_passkey                x   x   x   x   x   x   x   x   x   x   x   x
prepare_passkey                    .   x   x   x   x   x   x   x   x   x   x   x
register_passkey                   .   x   x   x   x   x   x   x   x   x   x   x
remove_passkey                     .   x   x   x   x   x   x   x   x   x   x   x
get_security                       .   x   x   x   x   x   x   x   x   x   x   x
leave                              .   x   .   .   .   .   .   .   .   .   .   .
get_profile                        .   x   x   x   x   x   x   x   x   x   x   x
get_contacts_of                    .   .   .   .   .   .   .   .   .   .   .   .
get_mail_details                   .   .   .   .   .   .   .   .   .   .   .   .
get_own_registration               .   x   .   .   .   .   .   .   .   .   .   .
update_profile                     .   x   .   .   .   .   .   .   .   .   .   .
confirm_registered_information     .   x   .   .   .   .   .   .   .   .   .   .
request_full_registration          .   x   .   .   .   .   .   .   .   .   .   .
extend_talent_registration         .   x   .   .   .   .   .   .   .   .   .   .
get_account_history                .   x   .   .   .   .   .   .   .   .   .   .
get_held_data                      .   x   .   .   .   .   .   .   .   .   .   .
find_full_registration_requests    .   .   .   .   .   x   .   .   .   .   .   .
return_full_registration           .   .   .   .   .   x   .   .   .   .   .   .
approve_full_registration          .   .   .   .   .   x   .   .   .   .   .   .
reject_full_registration           .   .   .   .   .   x   .   .   .   .   .   .
clean_full_registration_requests   .   .   .   .   .   x   .   .   .   .   .   .
find_confirmations                 .   .   .   .   .   x   .   .   .   .   .   .
get_extension_overview             .   .   .   .   .   x   .   .   .   .   .   .
find_extensions                    .   .   .   .   .   x   .   .   .   .   .   .
give_extension_notice              .   .   .   .   .   .   .   .   .   .   .   .
expire_talent_registration         .   .   .   .   .   .   .   .   .   .   .   .
ask_for_confirmation               .   .   .   .   .   .   .   .   .   .   .   .
record_jocv_returnee               .   .   .   .   .   x   .   .   .   .   .   .
find_people                        .   .   .   .   .   x   .   x   .   .   .   .
find_restricted_people             .   .   .   .   .   x   .   x   .   .   .   .
get_person                         .   .   .   .   .   x   .   x   .   .   .   .
suspend_user                       .   .   .   .   .   x   .   x   .   .   .   .
reinstate_user                     .   .   .   .   .   x   .   x   .   .   .   .
record_death                       .   .   .   .   .   x   .   .   .   .   .   .
revoke_death_record                .   .   .   .   .   x   .   .   .   .   .   .
request_organisation_registration  x   x   x   x   x   x   x   x   x   x   x   x
find_organisation_requests         .   .   .   .   .   x   .   .   .   .   .   .
approve_organisation               .   .   .   .   .   x   .   .   .   .   .   .
reject_organisation                .   .   .   .   .   x   .   .   .   .   .   .
find_organisations                 x   x   x   x   x   x   x   x   x   x   x   x
get_organisation                   x   x   x   x   x   x   x   x   x   x   x   x
apply_as_job_seeker                .   x   .   .   .   .   .   .   .   .   .   .
deactivate_job_seeker              .   x   .   .   .   .   .   x   .   .   .   .
reactivate_job_seeker              .   x   .   .   .   .   .   x   .   .   .   .
expire_job_seeker                  .   .   .   .   .   .   .   .   .   .   .   .
record_employment_consultation     .   .   .   .   .   .   .   x   .   .   .   .
record_office_use                  .   .   .   .   .   .   .   x   .   .   .   .
change_hello_work_office           .   .   .   .   .   .   .   x   .   .   .   .
update_job_seeker_information      .   x   .   .   .   .   .   .   .   .   .   .
publish_profile                    .   x   .   .   .   .   .   .   .   .   .   .
show_profile_to                    .   x   .   .   .   .   .   .   .   .   .   .
stop_showing_profile_to            .   x   .   .   .   .   .   .   .   .   .   .
note_organisation_block            .   .   .   .   .   .   .   .   .   .   .   .
get_job_seeker                     .   x   .   .   .   .   .   x   .   .   .   .
find_job_seeker                    .   .   .   .   .   .   .   x   .   .   .   .
search_people                      .   .   x   .   .   .   .   .   .   .   .   .
view_person                        .   .   x   .   .   .   .   .   .   .   .   .
get_profile_showing                .   .   .   .   .   .   .   .   .   .   .   .
find_talent_viewers                .   .   .   .   .   x   .   .   .   .   .   .
get_agreement                      x   x   x   x   x   x   x   x   x   x   x   x
find_offices                       x   x   x   x   x   x   x   x   x   x   x   x
request_organisation_change        .   .   x   .   .   x   .   .   .   .   .   .
update_organisation                .   .   .   .   .   x   .   .   .   .   .   .
confirm_organisation_info          .   .   x   .   .   .   .   .   .   .   .   .
extend_organisation                .   .   x   .   .   x   .   .   .   .   .   .
expire_organisation                .   .   .   .   .   .   .   .   .   .   .   .
change_list_wish                   .   .   x   .   .   x   .   .   .   .   .   .
reissue_organisation_code          x   x   x   x   x   x   x   x   x   x   x   x
renew_organisation_code            .   .   x   .   .   x   .   .   .   .   .   .
request_organisation_invalidation  .   .   x   .   .   x   .   .   .   .   .   .
invalidate_organisation            .   .   .   .   .   x   .   .   .   .   .   .
withdraw_organisation              .   .   x   .   .   .   .   .   .   .   .   .
find_organisations_in_care         .   .   .   .   .   x   .   .   .   .   .   .
find_organisation_changes          .   .   x   .   .   x   .   .   .   .   .   .
get_jica_common_data               .   .   .   x   x   x   .   .   .   .   .   .
update_jica_common_data            .   .   .   .   .   x   .   .   .   .   .   .
compare_identity                   .   .   .   .   .   .   .   .   .   .   .   .
reissue_after_inquiry              .   .   .   .   .   x   .   .   .   .   .   .
request_data_extraction            .   .   .   x   x   .   .   .   .   .   .   .
approve_data_extraction            .   .   .   .   .   x   .   .   .   .   .   .
reject_data_extraction             .   .   .   .   .   x   .   .   .   .   .   .
find_extractions                   .   .   .   x   x   x   .   .   .   .   .   .
get_extraction                     .   .   .   x   x   x   .   .   .   .   .   .
download_extraction                .   .   .   x   x   .   .   .   .   .   .   .
read_extraction                    .   .   .   x   x   .   .   .   .   .   .   .
discard_extraction                 .   .   .   .   .   .   .   .   .   .   .   .
create_internal_user               .   .   .   .   .   .   .   .   .   .   .   x
change_internal_roles              .   .   .   .   .   .   .   .   .   .   .   x
change_internal_organisation       .   .   .   .   .   .   .   .   .   .   .   x
find_jica_organisations            .   .   .   .   .   .   .   .   .   .   .   x
stop_internal_user                 .   .   .   .   .   .   .   .   .   .   .   x
grant_counsellor_permission        .   .   .   .   .   .   .   .   .   .   .   x
revoke_counsellor_permission       .   .   .   .   .   .   .   .   .   .   .   x
find_internal_users                .   .   .   .   .   .   .   .   .   .   .   x
find_consultation_staff            .   .   .   .   .   x   .   .   .   .   .   .
"""

COLUMNS = (
    Role.VISITOR,
    Role.INDIVIDUAL,
    Role.ORGANISATION,
    Role.JICA_DEPARTMENT,
    Role.HR_DIVISION,
    Role.SECRETARIAT,
    Role.COUNSELLOR,
    Role.HELLO_WORK,
    Role.PARTNER,
    Role.MOFA,
    Role.ANALYST,
    Role.OPERATOR,
)


def _read(matrix: str) -> dict[str, frozenset[Role]]:
    rows = [line.split() for line in matrix.strip().splitlines()[1:]]
    return {
        name: frozenset(role for role, mark in zip(COLUMNS, marks, strict=True) if mark == "x")
        for name, *marks in rows
    }


ALLOWED = _read(MATRIX)


def may(operation: str) -> frozenset[Role]:
    """The roles that may call an operation; raises `KeyError` for one the matrix does not know."""
    return ALLOWED[operation]
