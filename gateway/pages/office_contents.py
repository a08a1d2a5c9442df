"""Editing content: drafting, checking, publishing, revising, retiring (LI-66 to LI-72, LI-81)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, file, select, text, tick, whole
from gateway.forms.fields import Field
from gateway.forms.form import Form
from gateway.pages.jica_guides import GUIDES
from gateway.pages.office_contents_listed import CONTENTS
from gateway.web.content_words import AUDIENCES, CONTENT_KINDS, CONTENT_STATES
from gateway.web.limits import accepts_upload
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from services.kernel.contracts.fields import Payload, Text
from services.kernel.contracts.rpc import Refused

EDITORS = frozenset({Role.SECRETARIAT, Role.MOFA})
OF_THE_MOFA_CENTRE = ("jpo-page", "jpo-story", "jpo-link")
JPO_PLACES = {
    "jpo-scheme": lazy_gettext("JPO派遣制度とは"),
    "jpo-figures": lazy_gettext("数字で見るJPO"),
    "jpo-competition": lazy_gettext("JPOの選考"),
}
WITH_SUMMARY = ("article", "library", "jpo-story")
PICTURE_MEGABYTES = 2
ALTERNATIVE_TEXT_MOST = 300
pages = Pages(
    "office_contents",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("コンテンツの管理"),
            "office_contents.overview",
            80,
            lazy_gettext("コンテンツ"),
            EDITORS,
        ),
    ),
)
PICTURE = FormKind(
    file(
        "picture",
        lazy_gettext("画像"),
        required=True,
        accept=".png,.jpg,.jpeg,.webp",
        hint=lazy_gettext("PNG、JPEG、WebP、大きさは2MBまでです。"),
    ),
    text(
        "alternative_text",
        lazy_gettext("代替テキスト"),
        required=True,
        most=ALTERNATIVE_TEXT_MOST,
        hint=lazy_gettext("画像を見られない方に、画像が伝えることを言葉で伝えます。"),
    ),
)


class PictureWords(Payload):
    """What is said of a picture; it goes into a text, no service is sent it alone."""

    alternative_text = Text(most=ALTERNATIVE_TEXT_MOST, one_line=True, required=True)


def kinds_offered() -> list[tuple[str, Any]]:
    """The kinds the caller edits; the service decides again."""
    if current_viewer().role is Role.MOFA:
        return [(kind, CONTENT_KINDS[kind]) for kind in OF_THE_MOFA_CENTRE]
    return list(CONTENT_KINDS.items())


def _fields(kind: str, *, is_new: bool) -> Iterator[Field]:
    if is_new:
        yield select("audience", lazy_gettext("対象"), list(AUDIENCES.items()), required=True)
        if kind in ("page", "jpo-page"):
            places = GUIDES if kind == "page" else JPO_PLACES
            yield select("code", lazy_gettext("掲載場所"), list(places.items()), required=True)
    yield text("version.title", lazy_gettext("タイトル"), required=True, most=300)
    if kind in WITH_SUMMARY:
        yield area("version.summary", lazy_gettext("概要"), most=1_000, rows=3)
    if kind != "jpo-link":
        hint = lazy_gettext("Markdownで書きます。画像は ![代替テキスト](画像の場所) と書きます。")
        yield area(
            "version.body", lazy_gettext("本文"), required=True, most=60_000, rows=16, hint=hint
        )
    yield text("version.title_en", lazy_gettext("タイトル（英語）"), most=300)
    if kind in WITH_SUMMARY:
        yield area("version.summary_en", lazy_gettext("概要（英語）"), most=1_000, rows=3)
    if kind != "jpo-link":
        yield area("version.body_en", lazy_gettext("本文（英語）"), most=60_000, rows=12)
    if kind in ("faq", "article", "jpo-link"):
        yield text("version.category", lazy_gettext("分類"), required=kind == "faq", most=100)
        yield whole("version.order", lazy_gettext("並び順"))
    if kind == "library":
        yield whole("version.edition", lazy_gettext("版（年）"), required=True)
    if kind in ("jpo-link", "library"):
        yield text(
            "version.url",
            lazy_gettext("URL"),
            required=kind == "jpo-link",
            most=2_000,
            placeholder="https://",
        )
    if kind == "jpo-story":
        yield text("version.teller.name", lazy_gettext("氏名"), required=True, most=100)
        for name, label in (
            ("organisation", lazy_gettext("所属機関")),
            ("duty_station", lazy_gettext("勤務地")),
            ("post", lazy_gettext("役職")),
        ):
            yield text(f"version.teller.{name}", label, required=True, most=300)
        yield whole("version.teller.jpo_year", lazy_gettext("JPOの年度"))


@pages.get("/office/contents")
@allow(EDITORS)
def overview() -> Response:
    """All content by kind and state."""
    kind, state = request.args.get("kind", ""), request.args.get("state", "")
    asked: dict[str, Any] = {"states": list(CONTENT_STATES)}
    if kind in CONTENT_KINDS:
        asked["kinds"] = [kind]
    if state in CONTENT_STATES:
        asked["states"] = [state]

    def listed(number: int) -> Any:
        return backend.call("listings", "find_contents", {**asked, "page": number})

    if saved := CONTENTS.of(listed):
        return saved
    found = listed(asked_page())
    return page(
        "office_contents/list.html",
        found=found,
        kinds=kinds_offered(),
        states=list(CONTENT_STATES.items()),
        kind=kind,
        state=state,
        paging=Paging(asked_page(), found["total"], found["per_page"], files=True),
    )


@pages.route("/office/contents/new", methods=["GET", "POST"])
@allow(EDITORS)
def new() -> Response:
    """A draft of the chosen kind."""
    kind = request.args.get("kind", "")
    if kind not in dict(kinds_offered()):
        return redirect(url_for("office_contents.overview"), 303)
    form = FormKind(*_fields(kind, is_new=True)).open({})
    if form.submitted:
        done = form.send("listings", "draft_content", kind=kind)
        if done:
            return done.to(
                url_for("office_contents.show", content_id=done["content_id"]),
                gettext("下書きを保存しました。内容を確認してから公開してください。"),
            )
    return page("office_contents/edit.html", form=form, kind=kind, content=None, publishing=False)


@pages.get("/office/contents/<content_id>")
@allow(EDITORS)
def show(content_id: str) -> Response:
    """The content as readers get it, with all its versions (LI-67)."""
    asked: dict[str, Any] = {"content_id": content_id}
    number = request.args.get("number", "")
    if number.isdecimal() and int(number[:6]) > 0:
        asked["number"] = int(number[:6])
    return page("office_contents/show.html", found=backend.call("listings", "get_content", asked))


@pages.route("/office/contents/<content_id>/edit", methods=["GET", "POST"])
@allow(EDITORS)
def edit(content_id: str) -> Response:
    """Checks, corrects and publishes a draft; revises what is public (SM-18)."""
    found = backend.call("listings", "get_content", {"content_id": content_id})
    publishing = found["state"] == "draft"
    fields = list(_fields(found["kind"], is_new=False))
    if publishing:
        fields.append(tick("checked", lazy_gettext("内容を確認しました"), required=True))
    kind = FormKind(*fields)
    shown = {
        f"version.{name}": value for name, value in _flat(found["content"]) if value is not None
    }
    form = kind.open(
        {name: value for name, value in shown.items() if name in kind.fields},
        version=found["version"],
    )
    if form.submitted:
        done = form.send(
            "listings",
            "publish_content" if publishing else "revise_content",
            content_id=content_id,
            expected_version=form.version,
            version=_unshown(found["content"], kind) | form.payload.get("version", {}),
        )
        if done:
            message = gettext("公開しました。") if publishing else gettext("改訂しました。")
            return done.to(url_for("office_contents.show", content_id=content_id), message)
    return page(
        "office_contents/edit.html",
        form=form,
        kind=found["kind"],
        content=found,
        publishing=publishing,
    )


def _unshown(content: dict[str, Any], kind: FormKind) -> dict[str, Any]:
    """What a version says besides the fields of the form: an edit must not lose it."""
    shown = {name.split(".")[1] for name in kind.fields if name.startswith("version.")}
    return {name: value for name, value in content.items() if name not in shown}


def _flat(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", part) for inner, part in value.items())
        else:
            yield name, value


@pages.route("/office/contents/<content_id>/retirement", methods=["GET", "POST"])
@allow(EDITORS)
def retire(content_id: str) -> Response:
    """Takes content from the site, or discards a draft, after looking at it."""
    found = backend.call("listings", "get_content", {"content_id": content_id})
    form = FormKind().open(version=found["version"])
    if form.submitted:
        done = form.send(
            "listings", "retire_content", content_id=content_id, expected_version=form.version
        )
        if done:
            discarded = found["state"] == "draft"
            message = (
                gettext("下書きを破棄しました。") if discarded else gettext("掲載を終了しました。")
            )
            return done.to(url_for("office_contents.overview"), message)
    return page("office_contents/retire.html", form=form, found=found)


@pages.route("/office/contents/pictures", methods=["GET", "POST"])
@accepts_upload(PICTURE_MEGABYTES + 1)
@allow(EDITORS)
def pictures() -> Response:
    """Stores a picture and gives the line for the text, with its alternative text."""
    form = PICTURE.open({})
    stored = _store(form) if form.submitted else None
    line = ""
    if stored:
        words = _plain(form.values["alternative_text"])
        line = f"![{words}](/content/pictures/{stored['picture_id']})"
    return page("office_contents/pictures.html", form=form, stored=stored, line=line)


def _plain(words: Any) -> str:
    """The words without what would end them, or mean something else, in Markdown."""
    return "".join(one for one in str(words) if one not in "[]\\`").strip()


def _store(form: Form) -> Any:
    if not form.values.get("picture"):
        form.complain("picture", {"code": "required"})
    if form.check(PictureWords) and not _plain(form.values["alternative_text"]):
        form.complain("alternative_text", {"code": "required"})
    if form.problems:
        return None
    content = form.files["picture"].read()
    if len(content) > PICTURE_MEGABYTES * 1024 * 1024:
        problem = {"code": "file-too-large", "params": {"most": PICTURE_MEGABYTES}}
        form.complain("picture", problem)
        return None
    try:
        packed = base64.b64encode(content).decode()
        return backend.call("listings", "add_content_picture", {"content": packed})
    except Refused as refused:
        for problem in refused.fields.get("content", [{"code": "invalid"}]):
            form.complain("picture", problem)
        return None
