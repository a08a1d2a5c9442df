"""The identity service, put together."""

from __future__ import annotations

import hashlib
import hmac
import inspect
import time
from collections.abc import Callable, Mapping
from functools import partial
from types import ModuleType
from typing import Any, TypeVar

from pymongo.database import Database

from services import identity
from services.identity.adapters.argon2_passwords import Argon2Passwords
from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.adapters.event_codec import event_codec
from services.identity.adapters.office_table import read_offices
from services.identity.adapters.one_time_codes import TotpCodes
from services.identity.adapters.openid_connect import NoProvider, OpenIdConnect
from services.identity.adapters.people_search.names import NamesReplica
from services.identity.adapters.people_search.replica import PeopleReplica
from services.identity.adapters.people_search.words import (
    KeptWords,
    MemoryKeptWords,
    MongoKeptWords,
)
from services.identity.adapters.session_activity import MongoSessionActivity
from services.identity.adapters.spent_challenges import MemorySpentChallenges, MongoSpentChallenges
from services.identity.adapters.system_random import SystemRandom
from services.identity.adapters.webauthn_ceremonies import WebAuthnCeremonies
from services.identity.application.areas.accounts import ACCOUNTS
from services.identity.application.areas.area import Area
from services.identity.application.areas.credentials import CREDENTIALS
from services.identity.application.areas.extractions import EXTRACTIONS
from services.identity.application.areas.inquiries import INQUIRIES
from services.identity.application.areas.internal_users import (
    INTERNAL_USER_CARE,
    INTERNAL_USERS,
)
from services.identity.application.areas.job_seekers import JOB_SEEKERS
from services.identity.application.areas.organisations import (
    ORGANISATION_CARE,
    ORGANISATIONS,
)
from services.identity.application.areas.people import PEOPLE
from services.identity.application.areas.talent_viewing import TALENT_VIEWING
from services.identity.application.current_password import CurrentPassword
from services.identity.application.even_time import EvenTime
from services.identity.application.extraction_result import ExtractionResults
from services.identity.application.organisation_closing import OrganisationClosing
from services.identity.application.passkey_challenges import Challenges
from services.identity.application.passkeys import Passkeys
from services.identity.application.ports import (
    Passwords,
    RandomSource,
    SessionActivity,
    SingleSignOn,
    SpentChallenges,
)
from services.identity.application.published_language import publish
from services.identity.application.reissue import OwnData
from services.identity.application.second_factor import SecondFactors
from services.identity.application.session_start import SessionStart
from services.identity.application.single_sign_on import Journeys
from services.identity.domain import login_id
from services.identity.domain.account import state as account_state
from services.identity.domain.account.opening import Agreement
from services.identity.domain.credentials import passkey_owner, subject
from services.identity.domain.extraction import extraction
from services.identity.domain.organisation import common_data, list_revision
from services.identity.domain.organisation import organisation as organisation_state
from services.identity.domain.rights import may
from services.identity.domain.talent_view import nothing_to_know
from services.identity.projections import organisation_changes
from services.identity.projections.account_changes import accounts as accounts_projection
from services.identity.projections.account_history import account_history
from services.identity.projections.credentials import credentials as credentials_projection
from services.identity.projections.due import due_projection
from services.identity.projections.extensions import extensions
from services.identity.projections.extractions import extractions as extractions_projection
from services.identity.projections.individuals import individuals
from services.identity.projections.organisations import organisations as organisations_projection
from services.identity.projections.talent_views import talent_views as talent_views_projection
from services.identity.settings import Settings
from services.kernel import eventkit
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.application.snapshot import Snapshots
from services.kernel.eventkit.code_digest import code_digest

T = TypeVar("T")

PORTAL_NAME = "Kakehashi"
"""What authenticator apps show."""

AREAS = (
    ACCOUNTS,
    CREDENTIALS,
    PEOPLE,
    ORGANISATIONS,
    ORGANISATION_CARE,
    EXTRACTIONS,
    INQUIRIES,
    INTERNAL_USERS,
    INTERNAL_USER_CARE,
    JOB_SEEKERS,
    TALENT_VIEWING,
)


def build(
    settings: Settings,
    parts: Parts,
    *,
    activity: SessionActivity,
    passwords: Passwords | None = None,
    random: RandomSource | None = None,
    kept_words: KeptWords | None = None,
    single_sign_on: SingleSignOn | None = None,
    spent_challenges: SpentChallenges | None = None,
    stopwatch: Callable[[], float] = time.monotonic,
) -> Service:
    """Assembles the service; what is not handed in is the real thing."""
    if passwords is None:
        passwords = Argon2Passwords(
            hmac.digest(settings.secret_key, b"pepper", hashlib.sha256),
            memory_kib=settings.password_memory_kib,
            time_cost=settings.password_time_cost,
        )
    random = random or SystemRandom()
    if single_sign_on is None:
        provider = settings.provider
        single_sign_on = OpenIdConnect(provider) if provider else NoProvider()
    secrets = DerivedSecrets(settings.secret_key)
    rules = settings.rules
    codec = event_codec()
    code = code_digest(identity, eventkit)

    def repository(category: str, first: T, evolve: Callable[[T, object], T]) -> Repository[T]:
        return Repository(parts.store, codec, category, first, evolve, parts.pause)

    def long_lived(category: str, first: T, evolve: Callable[[T, object], T]) -> Repository[T]:
        snapshots = Snapshots(parts.snapshots, codec, type(first), code)
        return Repository(parts.store, codec, category, first, evolve, parts.pause, snapshots)

    accounts = long_lived("account", account_state.NOBODY, account_state.evolve)
    login_ids = long_lived("login-id", login_id.FREE, login_id.evolve)
    organisations = repository(
        "organisation", organisation_state.UNKNOWN, organisation_state.evolve
    )
    jica_common = repository("jica-common", common_data.NO_COMMON_DATA, common_data.evolve)
    extractions = repository("extraction", extraction.NO_EXTRACTION, extraction.evolve)
    list_revisions = long_lived("organisation-list", list_revision.FIRST, list_revision.evolve)
    talent_views = repository("talent-viewing", None, nothing_to_know)
    subjects = repository("provider-subject", subject.UNLINKED, subject.evolve)
    passkey_owners = repository("passkey", passkey_owner.NOBODYS, passkey_owner.evolve)
    ceremonies = WebAuthnCeremonies(settings.relying_party, PORTAL_NAME)
    challenges = Challenges(secrets, random, spent_challenges or MemorySpentChallenges(), rules)
    people = PeopleReplica(
        accounts,
        parts.store,
        parts.views,
        parts.personal_data,
        kept_words or MemoryKeptWords(),
        parts.clock,
        parts.pause,
    )
    names = NamesReplica(accounts, parts.store, parts.views, parts.personal_data, parts.pause)
    available: dict[str, Any] = {
        "accounts": accounts,
        "activity": activity,
        "agreement": Agreement(settings.terms_version, settings.privacy_version),
        "ceremonies": ceremonies,
        "closing": OrganisationClosing(
            accounts=accounts, activity=activity, personal_data=parts.personal_data
        ),
        "common_data": jica_common,
        "current_password": CurrentPassword(passwords, secrets),
        "even_time": EvenTime(stopwatch, parts.pause),
        "extractions": extractions,
        "files": parts.files,
        "list_revisions": list_revisions,
        "holidays": parts.holidays,
        "journeys": Journeys(single_sign_on, secrets, random),
        "login_ids": login_ids,
        "names": names,
        "neighbours": parts.neighbours,
        "numbers": parts.numbers,
        "offices": read_offices(),
        "organisations": organisations,
        "own_data": OwnData(parts.personal_data, passwords),
        "passwords": passwords,
        "passkey_owners": passkey_owners,
        "passkeys": Passkeys(parts.personal_data, secrets, random, challenges, ceremonies),
        "people": people,
        "personal_data": parts.personal_data,
        "public_url": settings.public_url,
        "random": random,
        "results": ExtractionResults(parts.files, parts.personal_data, parts.views),
        "rules": rules,
        "second_factors": SecondFactors(
            parts.personal_data, secrets, random, TotpCodes(PORTAL_NAME)
        ),
        "secrets": secrets,
        "sessions": SessionStart(
            personal_data=parts.personal_data,
            random=random,
            activity=activity,
            views=parts.views,
            rules=rules,
        ),
        "single_sign_on": single_sign_on,
        "subjects": subjects,
        "talent_views": talent_views,
        "views": parts.views,
    }

    def given(use_case: Callable[..., T]) -> Callable[..., T]:
        """The use case with the parts that its keyword-only parameters name."""
        parameters = inspect.signature(use_case).parameters.values()
        wanted = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
        return partial(use_case, **{name: available[name] for name in wanted})

    application = Application("identity", parts.clock, parts.ids)
    for area in AREAS:
        _offer(application, area, given)
    return Service(
        name="identity",
        application=application,
        codec=codec,
        projections=(
            accounts_projection,
            credentials_projection,
            organisations_projection,
            organisation_changes.organisation_changes,
            organisation_changes.jica_common,
            extractions_projection,
            individuals,
            extensions,
            account_history,
            talent_views_projection,
            due_projection(rules),
        ),
        reactions=tuple(given(make)() for area in AREAS for make in area.reactions),
        publish=partial(publish, rules=rules),
        start_replica=lambda: _start(people, names),
    )


def _start(*replicas: PeopleReplica | NamesReplica) -> None:
    for replica in replicas:
        replica.start()


def _offer(application: Application, area: Area, given: Callable[..., Callable[..., Any]]) -> None:
    """Registers the use cases of an area under their names, for the roles of the matrix."""
    for register, modules in (
        (application.command, area.commands),
        (application.query, area.queries),
    ):
        for module in modules:
            name = module.__name__.rpartition(".")[2]
            kind = "".join(word.capitalize() for word in name.split("_"))
            handler = _handler(module, name, kind, given)
            register(getattr(module, kind), getattr(area.schemas, kind), handler, allow=may(name))


def _handler(
    module: ModuleType, name: str, kind: str, given: Callable[..., Callable[..., Any]]
) -> Callable[..., Any]:
    """The function of the module, or an instance of its use case class."""
    use_case = getattr(module, f"{kind}UseCase", None)
    handler: Callable[..., Any] = (
        given(getattr(module, name)) if use_case is None else given(use_case)()
    )
    return handler


def assemble(parts: Parts, database: Database[Any], environ: Mapping[str, str]) -> Service:
    """The service on real parts, with the session activity in its own database."""
    settings = Settings.from_env(environ)
    activity = MongoSessionActivity(database)
    activity.prepare()
    challenges = MongoSpentChallenges(database)
    challenges.prepare()
    return build(
        settings,
        parts,
        activity=activity,
        kept_words=MongoKeptWords(database),
        spent_challenges=challenges,
    )
