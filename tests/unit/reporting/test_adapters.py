"""Links, stored events, settings and the analysts' user."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.contracts.events.reporting import EVENTS
from services.kernel.eventkit.settings import FaultySettings
from services.reporting.adapters.analyst_user import role_command, user_command
from services.reporting.adapters.analyst_views import VIEWS
from services.reporting.adapters.links import SignedLinks
from services.reporting.entrypoints.analyst_user import main
from services.reporting.settings import Settings
from tests.support.rehearsal import as_staff
from tests.unit.reporting.survey_words import CLOSES, opened, scheduled, stage_with

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "analysts.md"
ids = st.text(min_size=1, max_size=20)


@given(survey=ids, addressee=ids)
def test_a_token_leads_back_to_its_addressee(survey: str, addressee: str) -> None:
    links = SignedLinks(b"k" * 32)
    token = links.token(survey, addressee)
    assert links.addressee(survey, token) == addressee
    assert links.addressee(survey + "x", token) is None
    assert SignedLinks(b"j" * 32).addressee(survey, token) is None


@given(token=st.text(max_size=60))
def test_whatever_is_given_as_a_token_is_answered(token: str) -> None:
    assert SignedLinks(b"k" * 32).addressee("s-1", token) is None


def test_what_is_published_fits_its_schema() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    other = scheduled(stage)
    stage.run("cancel_survey", {"survey_id": other}, as_staff())
    stage.until(CLOSES.replace(day=21))
    for event in stage.published:
        version, schema = EVENTS[event.type]
        assert event.version == version
        assert event.subject in (survey_id, other)
        assert schema().validate(dict(event.data)) == {}


def test_the_link_key_is_derived_from_the_master_key_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(base64.b64encode(b"m" * 32).decode())
    settings = Settings.from_env({"MASTER_KEY_FILE": str(file)})
    assert len(settings.link_key) == 32
    assert settings.link_key != b"m" * 32
    assert "link_key" not in repr(settings)


@pytest.mark.parametrize("contents", [None, "", "not base64!", "c2hvcnQ="])
def test_a_master_key_that_cannot_be_used_is_a_fault(tmp_path: Path, contents: str | None) -> None:
    file = tmp_path / "key"
    if contents is not None:
        file.write_text(contents)
    with pytest.raises(FaultySettings, match="MASTER_KEY_FILE"):
        Settings.from_env({"MASTER_KEY_FILE": str(file)})
    with pytest.raises(FaultySettings, match="MASTER_KEY_FILE is not set"):
        Settings.from_env({})


def test_an_analyst_may_find_in_the_documented_views_and_nothing_else() -> None:
    command = role_command("createRole", "kakehashi_reporting")
    assert command["roles"] == []
    assert [p["resource"] for p in command["privileges"]] == [
        {"db": "kakehashi_reporting", "collection": view.name} for view in VIEWS
    ]
    assert {a for p in command["privileges"] for a in p["actions"]} == {
        "find",
        "collStats",
        "listIndexes",
    }
    assert all(view.name.startswith("figures_") for view in VIEWS)
    assert user_command("createUser", "kakehashi_reporting", "mori", "secret") == {
        "createUser": "mori",
        "pwd": "secret",
        "roles": [{"role": "kakehashi_analyst", "db": "kakehashi_reporting"}],
    }


def test_the_guide_names_every_view_and_every_field() -> None:
    guide = GUIDE.read_text()
    for view in VIEWS:
        _, found, section = guide.partition(f"### `{view.name}`")
        assert found, view.name
        section = section.partition("\n##")[0]
        for field in view.fields:
            assert f"`{field}`" in section, (view.name, field)


@pytest.mark.parametrize(
    ("password", "environ", "said"),
    [
        ("long enough for me", {}, "MONGO_URI is not set"),
        (None, {"MONGO_URI": "mongodb://127.0.0.1:1"}, "cannot be read"),
        ("short", {"MONGO_URI": "mongodb://127.0.0.1:1"}, "at least 12"),
    ],
)
def test_the_operator_is_told_what_is_missing(
    password: str | None,
    environ: dict[str, str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[Any],
) -> None:
    file = tmp_path / "password"
    if password is not None:
        file.write_text(password)
    assert main(["--name", "mori", "--password-file", str(file)], environ) == 2
    assert said in capsys.readouterr().err
