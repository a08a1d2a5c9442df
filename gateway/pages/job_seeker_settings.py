"""「求職者情報・設定」: what is registered, editing, and 各種設定 (ID-37 to ID-43, D-33)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, many, radio, select, text
from gateway.forms.form import Form
from gateway.pages.job_seeker import words
from gateway.web.listing_words import EMPLOYMENT_TYPES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.places import countries, place_of_code, prefectures
from gateway.web.talent_words import EDUCATION_LEVELS, TALENT_FIELDS, TALENT_LANGUAGES, listed
from services.kernel.contracts.identity_job_seekers import UpdateJobSeekerInformation

pages = Pages(
    "job_seeker_settings",
    "/mypage/job-seeker/settings",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("求職者情報・設定"),
            "job_seeker_settings.show",
            order=310,
            roles=frozenset({Role.INDIVIDUAL}),
        ),
    ),
)

PLACES = ("place_1", "place_2", "place_3")


def _places() -> list[tuple[str, Any]]:
    """Countries and, with Japan, its prefectures."""
    japan, *others = countries()
    return [japan, *((f"JP-{code}", name) for code, name in prefectures()), *others]


def _wish(name: str, number: int) -> Any:
    return select(
        name, lazy_gettext("希望勤務地（第%(number)s希望）", number=number), _places, width="middle"
    )


INFORMATION = FormKind(
    text("postal_code", lazy_gettext("郵便番号"), most=10, inputmode="numeric", width="short"),
    text("address", lazy_gettext("住所"), most=300, autocomplete="street-address"),
    text("telephone", lazy_gettext("電話番号"), most=40, autocomplete="tel", width="middle"),
    text("desired_work", lazy_gettext("希望する仕事"), most=300),
    many("fields_wanted", lazy_gettext("希望する分野"), tuple(TALENT_FIELDS.items())),
    *(_wish(name, number) for number, name in enumerate(PLACES, start=1)),
    many("employment_types", lazy_gettext("希望する雇用形態"), tuple(EMPLOYMENT_TYPES.items())),
    many("languages", lazy_gettext("使える言語"), tuple(TALENT_LANGUAGES.items())),
    select("education", lazy_gettext("最終学歴"), tuple(EDUCATION_LEVELS.items()), width="middle"),
    area("experience", lazy_gettext("経験した仕事"), most=4000, rows=8),
    area("qualifications", lazy_gettext("免許・資格"), most=1000, rows=3),
    area(
        "appeal",
        lazy_gettext("自己PR"),
        most=4000,
        rows=8,
        hint=lazy_gettext("公開を選ぶと「求人機関へのアピール」として求人機関に表示されます。"),
    ),
)
SWITCH_OFF = FormKind(
    radio(
        "reason",
        lazy_gettext("無効にする理由"),
        (
            ("employed", lazy_gettext("就職したため")),
            ("switched-off", lazy_gettext("求職活動を休むため")),
        ),
        required=True,
    )
)
PUBLICATION = FormKind(
    radio(
        "public",
        lazy_gettext("求職公開状況"),
        (("true", lazy_gettext("公開")), ("false", lazy_gettext("非公開"))),
        required=True,
        hint=lazy_gettext(
            "公開すると、国際協力団体が求職者情報検索であなたの情報を見ることができます。氏名、住所、電話番号、メールアドレスは表示されません。"
        ),
    )
)


@pages.get("")
@allow(Role.INDIVIDUAL)
def show() -> Response:
    """The registered information and the settings; also while inactive (ID-37, ID-38)."""
    seeker = _mine()
    return page(
        "job_seeker/settings.html", seeker=seeker, facts=facts_of(seeker["information"]), **words()
    )


@pages.route("/edit", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def edit() -> Response:
    """「求職情報を編集」: input, confirmation, update (ID-42)."""
    mine = _mine()
    information = mine["information"]
    wishes = dict(zip(PLACES, information["places"], strict=False))
    form = INFORMATION.open({**information, **wishes}, version=mine["information_revision"])
    if form.step in ("confirm", "send"):
        chosen = {name: form.values.pop(name, None) for name in PLACES}
        # further ones, which only the API takes, stay
        wanted = [*chosen.values(), *information["places"][len(PLACES) :]]
        places = list(dict.fromkeys(value for value in wanted if value))
        fits, done = form.check(UpdateJobSeekerInformation, places=places), None
        if fits and form.step == "send":
            done = form.send(
                "identity",
                "update_job_seeker_information",
                places=places,
                expected_revision=form.version,
            )
        form.values |= {name: value for name, value in chosen.items() if value}
        if done:
            return done.to(url_for(".show"), gettext("求職情報を更新しました。"))
        if fits and form.step == "confirm":
            return page("job_seeker/edit_confirm.html", form=form)
    return page("job_seeker/edit.html", form=form)


@pages.route("/deactivation", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def deactivate() -> Response:
    """Switches to 無効 after a confirmation (ID-36, ID-38)."""
    form = SWITCH_OFF.open()
    if form.step == "send":
        done = form.send("identity", "deactivate_job_seeker")
        if done:
            return done.to(url_for(".show"), gettext("求職登録を無効にしました。"))
    elif form.step == "confirm" and _chosen(form, "reason"):
        return page("job_seeker/deactivate_confirm.html", form=form)
    return page("job_seeker/deactivate.html", form=form)


@pages.post("/reactivation")
@allow(Role.INDIVIDUAL)
def reactivate() -> Response:
    """Switches back to 有効 (ID-39)."""
    form = FormKind().open()
    done = form.send("identity", "reactivate_job_seeker")
    if done:
        return done.to(url_for(".show"), gettext("求職登録を有効にしました。"))
    return page("job_seeker/refused.html", form=form)


@pages.route("/publication", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def publish() -> Response:
    """The switch 公開 / 非公開 and the organisations shown to nevertheless (ID-43, D-33)."""
    seeker = _mine()
    public = "true" if seeker["publication"]["public"] else "false"
    form = PUBLICATION.open({"public": public})
    if form.submitted and _chosen(form, "public"):
        done = form.send("identity", "publish_profile")
        if done:
            return done.to(url_for(".publish"), gettext("求職公開状況を変更しました。"))
    return page("job_seeker/publication.html", form=form, seeker=seeker, **words())


@pages.route("/publication/organisations/<organisation_id>", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def show_to(organisation_id: str) -> Response:
    """Shows the profile to one organisation (D-33)."""
    organisation = backend.call(
        "identity", "get_organisation", {"organisation_id": organisation_id}
    )
    form = FormKind().open()
    if form.submitted:
        done = form.send("identity", "show_profile_to", organisation_id=organisation_id)
        if done:
            return done.to(url_for(".publish"), gettext("この団体に公開しました。"))
    return page("job_seeker/show_to.html", form=form, organisation=organisation)


@pages.post("/publication/organisations/<organisation_id>/removal")
@allow(Role.INDIVIDUAL)
def stop_showing_to(organisation_id: str) -> Response:
    """Takes an organisation off the list."""
    form = FormKind().open()
    done = form.send("identity", "stop_showing_profile_to", organisation_id=organisation_id)
    if done:
        return done.to(url_for(".publish"), gettext("この団体への公開をやめました。"))
    return page("job_seeker/refused.html", form=form)


def facts_of(information: dict[str, Any]) -> list[tuple[Any, str]]:
    """The information in words; the contact part only where it is there."""
    words_of = {
        "fields_wanted": TALENT_FIELDS.text,
        "employment_types": EMPLOYMENT_TYPES.text,
        "languages": TALENT_LANGUAGES.text,
    }
    found = []
    for name, field in INFORMATION.fields.items():
        if name in PLACES[1:]:
            continue
        if name == PLACES[0]:
            places = listed(map(place_of_code, information["places"]))
            found.append((gettext("希望勤務地"), places))
        elif name in words_of:
            found.append((field.label, listed(map(words_of[name], information[name]))))
        elif name == "education":
            level = information["education"]
            found.append((field.label, EDUCATION_LEVELS.text(level) if level else ""))
        elif name in information:
            found.append((field.label, information[name]))
    return found


def _chosen(form: Form, name: str) -> bool:
    if form.values.get(name) is None:
        form.complain(name, {"code": "required"})
        return False
    return True


def _mine() -> Any:
    return backend.call("identity", "get_job_seeker")
