from __future__ import annotations

import base64
from pathlib import Path

import pytest

from services.identity.settings import Settings
from services.kernel.eventkit.settings import FaultySettings
from tests.unit.identity.seekers import online_seeker
from tests.unit.identity.stage import PASSWORD, Stage, as_individual

ISSUER = "https://provider.example"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "key").write_text(base64.b64encode(b"m" * 32).decode())
    (tmp_path / "secret").write_text("said to nobody\n")
    return {
        "MASTER_KEY_FILE": str(tmp_path / "key"),
        "PUBLIC_URL": "https://portal.example",
        "SSO_ISSUER": ISSUER,
        "SSO_CLIENT_ID": "portal",
        "SSO_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
    }


def test_the_provider_is_known_by_three_settings(environ: dict[str, str]) -> None:
    provider = Settings.from_env(environ).provider
    assert provider is not None
    assert (provider.issuer, provider.client_id) == (ISSUER, "portal")
    assert provider.client_secret == "said to nobody"
    assert provider.return_url == "https://portal.example/login/single-sign-on/return"
    assert "said to nobody" not in repr(provider)


def test_plain_http_is_for_local_runs_only(environ: dict[str, str]) -> None:
    environ["SSO_ISSUER"] = "http://provider.example"
    with pytest.raises(FaultySettings, match="SSO_ISSUER"):
        Settings.from_env(environ)
    assert Settings.from_env({**environ, "ENVIRONMENT": "local"}).provider is not None


def test_what_is_missing_is_named(environ: dict[str, str]) -> None:
    environ["SSO_CLIENT_ID"] = ""
    environ["SSO_CLIENT_SECRET_FILE"] = "/nowhere"
    with pytest.raises(FaultySettings, match=r"SSO_CLIENT_ID[^:]*SSO_CLIENT_SECRET_FILE"):
        Settings.from_env(environ)


def test_a_file_without_a_secret_is_a_fault_and_no_file_a_provider_without_one(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("\n")
    with pytest.raises(FaultySettings, match="SSO_CLIENT_SECRET_FILE: holds no secret"):
        Settings.from_env(environ)
    provider = Settings.from_env({**environ, "SSO_CLIENT_SECRET_FILE": ""}).provider
    assert provider is not None
    assert provider.client_secret == ""


@pytest.mark.requirement("ID-45")
def test_without_a_provider_everything_else_works(stage: Stage, environ: dict[str, str]) -> None:
    del environ["SSO_ISSUER"]
    assert Settings.from_env(environ).provider is None
    account_id = online_seeker(stage)
    assert stage.refusal("begin_single_sign_on", {}).code == "single-sign-on-not-offered"
    asked = {"current_password": PASSWORD}
    refused = stage.refusal("begin_single_sign_on_link", asked, as_individual(account_id))
    assert refused.code == "single-sign-on-not-offered"
    said = stage.run("get_security", {}, as_individual(account_id))["single_sign_on"]
    assert said == {"offered": False, "linked_at": None, "may_link": True}
    assert stage.log_in()["token"]
