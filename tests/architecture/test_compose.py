"""docker-compose.yml: every process once, guarded, checked, and nothing in the way of replicas."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.docker.database import SERVICES as DATABASES
from deploy.docker.database import Incomplete, passwords_from, rights_of
from deploy.docker.healthy import is_healthy
from deploy.docker.prepare import GIVEN_FILES, KEY_FILES, filled, prepare
from deploy.docker.standins.build import IMAGES
from deploy.docker.trial import megabytes
from deploy.local.mongod import JOURNAL_EVERY_MS
from deploy.local.portal import SERVICES
from gateway.settings import read_api_keys
from tests.architecture.test_env_example import READERS
from tests.support.parts_in_docker import MONGO, RABBITMQ

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PARTS = {"rabbitmq", "mongo"}
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::?[?]|:?-(?P<standard>[^}]*))?\}")
OURS = {name: one for name, one in COMPOSE["services"].items() if name not in PARTS}


def test_every_service_and_worker_and_the_gateway_are_there() -> None:
    processes = {f"{service}{role}" for service in SERVICES for role in ("", "-worker")}
    assert set(OURS) == processes | {"gateway", "database", "operator"}
    for name in processes:
        service, _, role = name.partition("-")
        module = f"services.{service}.entrypoints.{role or 'service'}"
        assert OURS[name]["command"][-1] == module
        assert f"mongodb://{service}:" in OURS[name]["environment"]["MONGO_URI"]
    assert SERVICES == DATABASES


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_no_more_than_they_need(name: str) -> None:
    container = OURS[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert "container_name" not in container
    assert "INSTANCE" not in container.get("environment", {})


def test_everything_that_stays_has_a_health_check() -> None:
    without = [name for name, one in COMPOSE["services"].items() if "healthcheck" not in one]
    assert without == ["database", "operator"]


def test_only_the_gateway_has_a_port_and_only_on_this_machine() -> None:
    ports = {name: one["ports"] for name, one in COMPOSE["services"].items() if "ports" in one}
    assert list(ports) == ["gateway"]
    assert all(port.startswith("127.0.0.1:") for port in ports["gateway"])


def test_the_journal_is_written_as_often_as_in_a_local_run() -> None:
    command = COMPOSE["services"]["mongo"]["command"]
    assert command[command.index("--journalCommitInterval") + 1] == str(JOURNAL_EVERY_MS)


def test_images_are_official_and_pinned() -> None:
    images = [COMPOSE["services"][name]["image"] for name in sorted(PARTS)]
    assert images == ["mongo:8.2", "rabbitmq:4.2-management"]


def test_the_image_runs_as_nobody_in_particular() -> None:
    dockerfile = (ROOT / "deploy" / "docker" / "Dockerfile").read_text()
    assert "\nUSER kakehashi\n" in dockerfile
    assert "--require-hashes" in dockerfile


@pytest.mark.parametrize("name", [name for name in OURS if name not in ("database", "operator")])
def test_what_a_process_is_given_in_earnest_is_all_it_needs(name: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / ".env.example", tmp_path)
    prepare(tmp_path)
    lines = (tmp_path / ".env").read_text().splitlines()
    file = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    def value(found: re.Match[str]) -> str:
        return file.get(found["name"], found["standard"] or "")

    given = {
        key: _VARIABLE.sub(value, str(text)).replace("/run/secrets", str(tmp_path / "secrets"))
        for key, text in OURS[name]["environment"].items()
    }
    environment = {**file, **given}
    assert environment["ENVIRONMENT"] == "production"
    service = name.partition("-")[0]
    for reader in ("gateway",) if service == "gateway" else ("kernel", service):
        READERS[reader](environment)


def test_secrets_are_made_once(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text("BROKER_PASSWORD=\nPUBLIC_URL=x\nPASSWORD_LEAST=\n")
    files = (*KEY_FILES, *GIVEN_FILES)
    assert prepare(tmp_path) == [".env", *(f"secrets/{name}" for name in files)]
    settings = (tmp_path / ".env").read_text()
    assert "PUBLIC_URL=x\nPASSWORD_LEAST=\n" in settings
    assert len(settings.splitlines()[0]) == len("BROKER_PASSWORD=") + 48
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert set(COMPOSE["secrets"]) == set(files)
    (tmp_path / "secrets" / "sso-client-secret").write_text("given")
    assert prepare(tmp_path) == []
    assert (tmp_path / "secrets" / "sso-client-secret").read_text() == "given"


@pytest.mark.parametrize("name", sorted(set(OURS) - {"gateway", "operator", "database"}))
def test_every_secret_file_a_service_reads_is_mounted(name: str) -> None:
    container = OURS[name]
    named = {
        re.sub(r"^\$\{\w+-(.*)\}$", r"\1", str(place))
        for setting, place in container["environment"].items()
        if setting.endswith("_FILE")
    }
    assert named == {f"/run/secrets/{secret}" for secret in container["secrets"]}


def test_the_gateway_reads_its_own_secret_and_the_keys_of_internal_systems() -> None:
    gateway = OURS["gateway"]
    assert gateway["secrets"] == ["gateway-secret", "api-keys"]
    assert gateway["environment"]["GATEWAY_SECRET_FILE"] == "/run/secrets/gateway-secret"
    assert gateway["environment"]["API_KEYS_FILE"] == "${API_KEYS_FILE-/run/secrets/api-keys}"
    assert read_api_keys(GIVEN_FILES["api-keys"]) == {}


def test_identity_alone_reads_the_secret_of_single_sign_on() -> None:
    having = {name for name, one in OURS.items() if "sso-client-secret" in one["secrets"]}
    assert having == {"identity", "identity-worker"}


def test_every_password_of_the_example_is_filled() -> None:
    passwords = dict(
        line.split("=", 1)
        for line in filled((ROOT / ".env.example").read_text()).splitlines()
        if line.startswith(("BROKER_PASSWORD", "DATABASE_PASSWORD"))
    )
    assert len(set(passwords.values())) == len(passwords) == len(SERVICES) + 2
    assert set(passwords_from(passwords)) == {"admin", *SERVICES}


def test_a_missing_password_is_named() -> None:
    with pytest.raises(Incomplete, match=r"DATABASE_PASSWORD_ADMIN, .*DATABASE_PASSWORD_REPORTING"):
        passwords_from({})


def test_a_service_has_rights_on_its_own_database_only() -> None:
    assert {right["db"] for right in rights_of("listings", "kakehashi")} == {"kakehashi_listings"}


def test_an_old_sign_of_life_is_none(tmp_path: Path) -> None:
    sign = tmp_path / "listings-service"
    assert not is_healthy(str(sign), 0.0)
    sign.touch()
    now = sign.stat().st_mtime
    assert is_healthy(str(sign), now + 5)
    assert not is_healthy(str(sign), now + 60)
    assert not is_healthy("http://127.0.0.1:9/healthz", now)


def test_the_stand_ins_carry_the_names_that_are_used() -> None:
    used = {COMPOSE["services"][name]["image"] for name in PARTS}
    dockerfile = (ROOT / "deploy" / "docker" / "Dockerfile").read_text()
    used |= {line.split()[1] for line in dockerfile.splitlines() if line.startswith("FROM ")}
    assert used == set(IMAGES.values())
    assert {RABBITMQ, MONGO} == used - {IMAGES["python"]}


@pytest.mark.parametrize(
    ("told", "meant"), [("1.5GiB", 1536.0), ("93.2MiB", 93.2), ("512KiB", 0.5), ("x", 0.0)]
)
def test_memory_is_read_as_docker_tells_it(told: str, meant: float) -> None:
    assert megabytes(told) == pytest.approx(meant)
