"""Reporting put together: figures from the events of all services, and surveys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from pymongo.database import Database

from services.kernel.contracts import reporting as schemas
from services.kernel.eventkit.application.application import ANYONE, Application
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import Role
from services.reporting.adapters.analyst_views import ensure_views
from services.reporting.adapters.event_codec import codec
from services.reporting.adapters.links import SignedLinks
from services.reporting.application.commands import (
    aggregate_survey,
    cancel_survey,
    close_survey,
    create_survey,
    distribute_survey,
    report_survey,
    revise_survey,
    schedule_survey,
    submit_survey_response,
)
from services.reporting.application.ports import Links
from services.reporting.application.published_language import publish
from services.reporting.application.queries import (
    find_open_surveys,
    find_survey_addressees,
    find_survey_texts,
    find_surveys,
    get_access_figures,
    get_applicant_attributes,
    get_application_figures,
    get_held_data,
    get_overview,
    get_registration_figures,
    get_survey,
    get_survey_form,
    get_survey_link,
    get_survey_results,
)
from services.reporting.application.reactions.on_organisation_withdrawn import (
    on_organisation_withdrawn,
)
from services.reporting.domain.survey.response import (
    NO_RESPONSE,
    SurveyResponse,
    evolve_response,
)
from services.reporting.domain.survey.survey import NO_SURVEY, Survey, evolve
from services.reporting.projections.access_per_day import access_per_day
from services.reporting.projections.applications import applications
from services.reporting.projections.applications_per_day import applications_per_day
from services.reporting.projections.due import due
from services.reporting.projections.listings import listings
from services.reporting.projections.organisations import organisations
from services.reporting.projections.registrations_per_day import registrations_per_day
from services.reporting.projections.survey_addressees import survey_addressees
from services.reporting.projections.survey_responses import survey_responses
from services.reporting.projections.surveys import surveys as surveys_view
from services.reporting.settings import Settings

PROJECTIONS = (
    access_per_day,
    applications,
    applications_per_day,
    due,
    listings,
    organisations,
    registrations_per_day,
    survey_addressees,
    survey_responses,
    surveys_view,
)


def build(settings: Settings, parts: Parts) -> Service:
    """The reporting service on the given parts."""
    application = Application("reporting", parts.clock, parts.ids)
    links = SignedLinks(settings.link_key)
    _register_survey_commands(application, parts, links)
    _register_survey_queries(application, parts, links)
    _register_figures(application, parts)
    return Service(
        name="reporting",
        application=application,
        codec=codec,
        projections=PROJECTIONS,
        reactions=(on_organisation_withdrawn(parts.personal_data),),
        publish=publish,
    )


def assemble(parts: Parts, database: Database[Any], environ: Mapping[str, str]) -> Service:
    """The service on real parts, with the analysts' views in its database."""
    settings = Settings.from_env(environ)
    ensure_views(database)
    return build(settings, parts)


def _register_survey_commands(application: Application, parts: Parts, links: Links) -> None:
    surveys: Repository[Survey] = Repository(
        parts.store, codec, "survey", NO_SURVEY, evolve, parts.pause
    )
    responses: Repository[SurveyResponse] = Repository(
        parts.store, codec, "survey-response", NO_RESPONSE, evolve_response, parts.pause
    )
    office = {Role.SECRETARIAT}
    application.command(
        create_survey.CreateSurvey,
        schemas.CreateSurvey,
        partial(create_survey.create_survey, surveys=surveys),
        allow=office,
    )
    application.command(
        revise_survey.ReviseSurvey,
        schemas.ReviseSurvey,
        partial(revise_survey.revise_survey, surveys=surveys),
        allow=office,
    )
    application.command(
        schedule_survey.ScheduleSurvey,
        schemas.ScheduleSurvey,
        partial(schedule_survey.schedule_survey, surveys=surveys),
        allow=office,
    )
    application.command(
        cancel_survey.CancelSurvey,
        schemas.CancelSurvey,
        partial(cancel_survey.cancel_survey, surveys=surveys),
        allow=office,
    )
    application.command(
        distribute_survey.DistributeSurvey,
        schemas.DistributeSurvey,
        partial(distribute_survey.distribute_survey, surveys=surveys, views=parts.views),
        allow=(),
    )
    application.command(
        submit_survey_response.SubmitSurveyResponse,
        schemas.SubmitSurveyResponse,
        partial(
            submit_survey_response.submit_survey_response,
            surveys=surveys,
            responses=responses,
            personal_data=parts.personal_data,
            links=links,
        ),
        allow=ANYONE,
    )
    application.command(
        close_survey.CloseSurvey,
        schemas.CloseSurvey,
        partial(close_survey.close_survey, surveys=surveys),
        allow=office,
    )
    application.command(
        aggregate_survey.AggregateSurvey,
        schemas.AggregateSurvey,
        partial(
            aggregate_survey.aggregate_survey,
            surveys=surveys,
            views=parts.views,
            store=parts.store,
        ),
        allow=(),
    )
    application.command(
        report_survey.ReportSurvey,
        schemas.ReportSurvey,
        partial(report_survey.report_survey, surveys=surveys),
        allow={Role.ANALYST},
    )


def _register_survey_queries(application: Application, parts: Parts, links: Links) -> None:
    readers = {Role.SECRETARIAT, Role.ANALYST}
    views = parts.views
    application.query(
        get_held_data.GetHeldData,
        schemas.GetHeldData,
        get_held_data.get_held_data,
        allow={Role.INDIVIDUAL},
    )
    application.query(
        find_surveys.FindSurveys,
        schemas.FindSurveys,
        partial(find_surveys.find_surveys, views=views),
        allow=readers,
    )
    application.query(
        get_survey.GetSurvey,
        schemas.GetSurvey,
        partial(get_survey.get_survey, views=views),
        allow=readers,
    )
    application.query(
        get_survey_results.GetSurveyResults,
        schemas.GetSurveyResults,
        partial(get_survey_results.get_survey_results, views=views),
        allow=readers,
    )
    application.query(
        find_survey_texts.FindSurveyTexts,
        schemas.FindSurveyTexts,
        partial(
            find_survey_texts.find_survey_texts, views=views, personal_data=parts.personal_data
        ),
        allow=readers,
    )
    application.query(
        find_open_surveys.FindOpenSurveys,
        schemas.FindOpenSurveys,
        partial(find_open_surveys.find_open_surveys, views=views),
        allow={Role.ORGANISATION, Role.JICA_DEPARTMENT},
    )
    application.query(
        get_survey_form.GetSurveyForm,
        schemas.GetSurveyForm,
        partial(get_survey_form.get_survey_form, views=views, links=links),
        allow=ANYONE,
    )
    application.query(
        find_survey_addressees.FindSurveyAddressees,
        schemas.FindSurveyAddressees,
        partial(find_survey_addressees.find_survey_addressees, views=views),
        allow=(),
    )
    application.query(
        get_survey_link.GetSurveyLink,
        schemas.GetSurveyLink,
        partial(get_survey_link.get_survey_link, views=views, links=links),
        allow=(),
    )


def _register_figures(application: Application, parts: Parts) -> None:
    readers = {Role.SECRETARIAT, Role.ANALYST}
    views = parts.views
    application.query(
        get_access_figures.GetAccessFigures,
        schemas.GetAccessFigures,
        partial(get_access_figures.get_access_figures, views=views),
        allow={*readers, Role.HR_DIVISION},
    )
    application.query(
        get_application_figures.GetApplicationFigures,
        schemas.GetApplicationFigures,
        partial(get_application_figures.get_application_figures, views=views),
        allow=readers,
    )
    application.query(
        get_applicant_attributes.GetApplicantAttributes,
        schemas.GetApplicantAttributes,
        partial(get_applicant_attributes.get_applicant_attributes, views=views),
        allow=readers,
    )
    application.query(
        get_registration_figures.GetRegistrationFigures,
        schemas.GetRegistrationFigures,
        partial(get_registration_figures.get_registration_figures, views=views),
        allow=readers,
    )
    application.query(
        get_overview.GetOverview,
        schemas.GetOverview,
        partial(get_overview.get_overview, views=views),
        allow=readers,
    )
