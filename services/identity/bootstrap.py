"""The identity service, put together."""

from __future__ import annotations

import hashlib
import hmac
import inspect
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from marshmallow import Schema
from pymongo.database import Database

from services.identity.adapters.argon2_passwords import Argon2Passwords
from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.adapters.event_codec import event_codec
from services.identity.adapters.session_activity import MongoSessionActivity
from services.identity.adapters.system_random import SystemRandom
from services.identity.application.commands import (
    activate_account,
    approve_organisation,
    change_password,
    check_reissue_identity,
    complete_opening,
    create_internal_user,
    discard_unopened_account,
    expire_session,
    leave,
    log_in,
    log_out,
    reissue_internal_password,
    reissue_organisation_password,
    reissue_password,
    reject_organisation,
    request_opening,
    request_organisation_registration,
)
from services.identity.application.ports import Passwords, RandomSource, SessionActivity
from services.identity.application.published_language import publish
from services.identity.application.queries import (
    find_internal_users,
    find_organisation_requests,
    find_organisations,
    get_contacts_of,
    get_mail_details,
    get_opening,
    get_organisation,
    get_profile,
    resolve_session,
)
from services.identity.application.reactions.on_account_gone import on_account_gone
from services.identity.application.reactions.on_organisation_registered import (
    on_organisation_registered,
)
from services.identity.application.reissue import OwnData
from services.identity.domain import login_id
from services.identity.domain.account import state as account_state
from services.identity.domain.account.opening import Agreement
from services.identity.domain.organisation import registration
from services.identity.domain.rights import may
from services.identity.projections.accounts import accounts as accounts_projection
from services.identity.projections.due import due_projection
from services.identity.projections.organisations import organisations as organisations_projection
from services.identity.settings import Settings
from services.kernel.contracts import identity as schemas
from services.kernel.eventkit.application.application import Application, operation_name
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service

T = TypeVar("T")


def build(
    settings: Settings,
    parts: Parts,
    *,
    activity: SessionActivity,
    passwords: Passwords | None = None,
    random: RandomSource | None = None,
) -> Service:
    """Assembles the service; what is not handed in is the real thing."""
    if passwords is None:
        passwords = Argon2Passwords(
            hmac.digest(settings.secret_key, b"pepper", hashlib.sha256),
            memory_kib=settings.password_memory_kib,
            time_cost=settings.password_time_cost,
        )
    random = random or SystemRandom()
    secrets = DerivedSecrets(settings.secret_key)
    rules = settings.rules
    codec = event_codec()
    accounts = Repository(
        parts.store,
        codec,
        "account",
        account_state.NOBODY,
        account_state.evolve,
        parts.pause,
    )
    login_ids = Repository(
        parts.store, codec, "login-id", login_id.FREE, login_id.evolve, parts.pause
    )
    organisations = Repository(
        parts.store,
        codec,
        "organisation",
        registration.UNKNOWN,
        registration.evolve,
        parts.pause,
    )
    available: dict[str, Any] = {
        "accounts": accounts,
        "activity": activity,
        "agreement": Agreement(settings.terms_version, settings.privacy_version),
        "files": parts.files,
        "login_ids": login_ids,
        "numbers": parts.numbers,
        "organisations": organisations,
        "own_data": OwnData(parts.personal_data, passwords),
        "passwords": passwords,
        "personal_data": parts.personal_data,
        "public_url": settings.public_url,
        "random": random,
        "rules": rules,
        "secrets": secrets,
        "views": parts.views,
    }

    def given(use_case: Callable[..., T]) -> Callable[..., T]:
        """The use case with the parts that its keyword-only parameters name."""
        parameters = inspect.signature(use_case).parameters.values()
        wanted = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
        return partial(use_case, **{name: available[name] for name in wanted})

    application = Application("identity", parts.clock, parts.ids)

    def command(kind: type[Any], schema: type[Schema], handler: Callable[..., Any]) -> None:
        application.command(kind, schema, handler, allow=may(operation_name(kind)))

    def query(kind: type[Any], schema: type[Schema], handler: Callable[..., Any]) -> None:
        application.query(kind, schema, handler, allow=may(operation_name(kind)))

    command(
        request_opening.RequestOpening,
        schemas.RequestOpening,
        given(request_opening.request_opening),
    )
    query(get_opening.GetOpening, schemas.GetOpening, given(get_opening.get_opening))
    command(
        complete_opening.CompleteOpening,
        schemas.CompleteOpening,
        given(complete_opening.complete_opening),
    )
    command(
        discard_unopened_account.DiscardUnopenedAccount,
        schemas.DiscardUnopenedAccount,
        given(discard_unopened_account.discard_unopened_account),
    )
    command(
        activate_account.ActivateAccount,
        schemas.ActivateAccount,
        given(activate_account.activate_account),
    )
    command(log_in.LogIn, schemas.LogIn, given(log_in.LogInUseCase)())
    command(log_out.LogOut, schemas.LogOut, given(log_out.log_out))
    query(
        resolve_session.ResolveSession,
        schemas.ResolveSession,
        given(resolve_session.resolve_session),
    )
    command(
        expire_session.ExpireSession, schemas.ExpireSession, given(expire_session.expire_session)
    )
    command(
        check_reissue_identity.CheckReissueIdentity,
        schemas.CheckReissueIdentity,
        given(check_reissue_identity.check_reissue_identity),
    )
    command(
        reissue_password.ReissuePassword,
        schemas.ReissuePassword,
        given(reissue_password.reissue_password),
    )
    command(
        reissue_organisation_password.ReissueOrganisationPassword,
        schemas.ReissueOrganisationPassword,
        given(reissue_organisation_password.reissue_organisation_password),
    )
    command(
        reissue_internal_password.ReissueInternalPassword,
        schemas.ReissueInternalPassword,
        given(reissue_internal_password.reissue_internal_password),
    )
    command(
        change_password.ChangePassword,
        schemas.ChangePassword,
        given(change_password.change_password),
    )
    command(leave.Leave, schemas.Leave, given(leave.leave))
    query(get_profile.GetProfile, schemas.GetProfile, given(get_profile.get_profile))
    query(
        get_contacts_of.GetContactsOf, schemas.GetContactsOf, given(get_contacts_of.get_contacts_of)
    )
    query(
        get_mail_details.GetMailDetails,
        schemas.GetMailDetails,
        given(get_mail_details.GetMailDetailsUseCase)(),
    )
    command(
        request_organisation_registration.RequestOrganisationRegistration,
        schemas.RequestOrganisationRegistration,
        given(request_organisation_registration.request_organisation_registration),
    )
    query(
        find_organisation_requests.FindOrganisationRequests,
        schemas.FindOrganisationRequests,
        given(find_organisation_requests.find_organisation_requests),
    )
    command(
        approve_organisation.ApproveOrganisation,
        schemas.ApproveOrganisation,
        given(approve_organisation.approve_organisation),
    )
    command(
        reject_organisation.RejectOrganisation,
        schemas.RejectOrganisation,
        given(reject_organisation.reject_organisation),
    )
    query(
        find_organisations.FindOrganisations,
        schemas.FindOrganisations,
        given(find_organisations.find_organisations),
    )
    query(
        get_organisation.GetOrganisation,
        schemas.GetOrganisation,
        given(get_organisation.get_organisation),
    )
    command(
        create_internal_user.CreateInternalUser,
        schemas.CreateInternalUser,
        given(create_internal_user.create_internal_user),
    )
    query(
        find_internal_users.FindInternalUsers,
        schemas.FindInternalUsers,
        given(find_internal_users.find_internal_users),
    )
    return Service(
        name="identity",
        application=application,
        codec=codec,
        projections=(accounts_projection, organisations_projection, due_projection(rules)),
        reactions=(given(on_account_gone)(), given(on_organisation_registered)()),
        publish=publish,
    )


def assemble(parts: Parts, database: Database[Any], environ: Mapping[str, str]) -> Service:
    """The service on real parts, with the session activity in its own database."""
    settings = Settings.from_env(environ)
    activity = MongoSessionActivity(database)
    activity.prepare()
    return build(settings, parts, activity=activity)
