from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from deploy.local.portal import core_of_its_own
from gateway.settings import Settings, SettingsFault


@pytest.fixture
def secret_file(tmp_path: Path) -> str:
    path = tmp_path / "secret"
    path.write_text("x" * 40, encoding="utf-8")
    return str(path)


def test_a_local_run_needs_only_its_secret(secret_file: str) -> None:
    settings = Settings.from_env({"ENVIRONMENT": "local", "GATEWAY_SECRET_FILE": secret_file})
    assert (settings.listen_host, settings.listen_port) == ("127.0.0.1", 8000)
    assert settings.is_local


def test_outside_local_runs_nothing_has_a_default_and_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsFault) as fault:
        Settings.from_env({"ENVIRONMENT": "production"})
    for name in ("GATEWAY_LISTEN", "PUBLIC_URL", "AMQP_URI", "GATEWAY_SECRET_FILE", "SPOOL_DIR"):
        assert f"{name} is missing" in str(fault.value)


def test_plain_http_is_refused_outside_local_runs(secret_file: str) -> None:
    with pytest.raises(SettingsFault, match="https"):
        Settings.from_env(
            {
                "ENVIRONMENT": "production",
                "PUBLIC_URL": "http://portal.example",
                "GATEWAY_SECRET_FILE": secret_file,
            }
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GATEWAY_LISTEN", "nowhere"),
        ("GATEWAY_LISTEN", "host:99999"),
        ("GATEWAY_THREADS", "0"),
        ("GATEWAY_CORE", "100000"),
        ("GATEWAY_CORE", "first"),
        ("TRUSTED_PROXIES", "-1"),
        ("LOG_LEVEL", "LOUD"),
        ("PUBLIC_URL", "http://portal.example/path"),
        ("GATEWAY_SECRET_FILE", "/does/not/exist"),
        ("API_KEYS_FILE", "/does/not/exist"),
    ],
)
def test_a_wrong_value_is_named(secret_file: str, name: str, value: str) -> None:
    environ = {"ENVIRONMENT": "local", "GATEWAY_SECRET_FILE": secret_file, name: value}
    with pytest.raises(SettingsFault, match=name):
        Settings.from_env(environ)


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("short", encoding="utf-8")
    with pytest.raises(SettingsFault, match="at least 32"):
        Settings.from_env({"ENVIRONMENT": "local", "GATEWAY_SECRET_FILE": str(path)})


def test_the_portal_clock_can_only_be_moved_in_local_runs(secret_file: str) -> None:
    with pytest.raises(SettingsFault, match="CLOCK_FILE"):
        Settings.from_env(
            {
                "ENVIRONMENT": "production",
                "CLOCK_FILE": "clock",
                "GATEWAY_SECRET_FILE": secret_file,
            }
        )


def test_api_keys_are_read_by_their_hash(tmp_path: Path, secret_file: str) -> None:
    digest = hashlib.sha256(b"key").hexdigest()
    path = tmp_path / "keys.json"
    path.write_text(
        json.dumps([{"name": "follower", "sha256": digest, "scopes": ["events:read"]}]),
        encoding="utf-8",
    )
    settings = Settings.from_env(
        {
            "ENVIRONMENT": "local",
            "GATEWAY_SECRET_FILE": secret_file,
            "API_KEYS_FILE": str(path),
        }
    )
    assert settings.api_keys[digest].scopes == {"events:read"}


def test_secrets_do_not_show_when_settings_are_printed(settings: Settings) -> None:
    assert settings.secret not in repr(settings)
    assert "amqp://" not in repr(settings)


def test_the_mofa_centre_has_the_printed_address_until_another_is_set(secret_file: str) -> None:
    local = {"ENVIRONMENT": "local", "GATEWAY_SECRET_FILE": secret_file}
    assert Settings.from_env(local).mofa_centre_address == "jinji-center@mofa.go.jp"
    other = Settings.from_env({**local, "MOFA_CENTRE_ADDRESS": "centre@example.org"})
    assert other.mofa_centre_address == "centre@example.org"


def test_a_gateway_of_one_worker_can_have_a_processor_of_its_own(secret_file: str) -> None:
    core = str(max(os.sched_getaffinity(0)))
    environ = {"ENVIRONMENT": "local", "GATEWAY_SECRET_FILE": secret_file, "GATEWAY_CORE": core}
    assert Settings.from_env(environ).core == int(core)
    with pytest.raises(SettingsFault, match="single worker"):
        Settings.from_env({**environ, "GATEWAY_WORKERS": "2"})
    assert core_of_its_own({0, 1, 2}) == {"GATEWAY_CORE": "2"}
    assert core_of_its_own({0}) == {}
