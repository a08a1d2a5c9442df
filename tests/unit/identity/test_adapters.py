from __future__ import annotations

import base64
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.identity.adapters.argon2_passwords import Argon2Passwords
from services.identity.adapters.memory_session_activity import MemorySessionActivity
from services.identity.adapters.system_random import SystemRandom
from services.identity.bootstrap import assemble
from services.identity.settings import Settings
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.memory.parts import CountingIds, MemoryNumbers, WeekdaysOnly
from services.kernel.eventkit.memory.snapshots import MemorySnapshots
from services.kernel.eventkit.settings import FaultySettings
from tests.unit.identity.stage import Stage

AT = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def passwords() -> Argon2Passwords:
    return Argon2Passwords(b"pepper", memory_kib=64, time_cost=1)


def test_passwords_are_hashed_with_argon2id(passwords: Argon2Passwords) -> None:
    hashed = passwords.hash("Passw0rd")
    assert hashed.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert hashed != passwords.hash("Passw0rd")
    assert passwords.verify(hashed, "Passw0rd")
    assert not passwords.verify(hashed, "passw0rd")
    assert not passwords.verify("no hash", "Passw0rd")


def test_the_decoy_is_nobodys_password(passwords: Argon2Passwords) -> None:
    assert passwords.decoy.startswith("$argon2id$")
    assert not passwords.verify(passwords.decoy, "")


def test_without_the_pepper_a_hash_is_worth_nothing(passwords: Argon2Passwords) -> None:
    hashed = passwords.hash("Passw0rd")
    other = Argon2Passwords(b"another", memory_kib=64, time_cost=1)
    assert not other.verify(hashed, "Passw0rd")


def test_under_eventlet_hashing_leaves_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    import eventlet
    from eventlet import patcher, tpool

    assert "eventlet" in sys.modules
    calls = []

    def execute(work, *arguments):  # type: ignore[no-untyped-def]
        calls.append(work)
        return work(*arguments)

    monkeypatch.setattr(patcher, "is_monkey_patched", lambda name: True)
    monkeypatch.setattr(tpool, "execute", execute)
    Argon2Passwords(b"pepper", memory_kib=64, time_cost=1)
    assert len(calls) == 1
    assert eventlet.__name__ == "eventlet"


def test_random_bits_are_not_repeated() -> None:
    random = SystemRandom()
    assert len(random.token_bytes(32)) == 32
    assert random.token_bytes(32) != random.token_bytes(32)


def test_activity_is_noted_while_it_is_recent_enough() -> None:
    activity = MemorySessionActivity()
    assert activity.last_seen("s") is None
    assert not activity.touch("s", AT, AT)
    activity.begin("s", AT)
    later = AT + timedelta(minutes=60)
    assert activity.touch("s", later, AT)
    assert activity.last_seen("s") == later
    assert not activity.touch("s", later, later + timedelta(seconds=1))
    activity.begin("s", AT)
    assert activity.last_seen("s") == later
    activity.end("s")
    activity.end("s")
    assert activity.last_seen("s") is None


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    key = tmp_path / "master.key"
    key.write_text(base64.b64encode(b"m" * 32).decode() + "\n")
    return {"MASTER_KEY_FILE": str(key), "PUBLIC_URL": "https://portal.example/"}


def test_settings_have_the_defaults_of_the_requirements(environ: dict[str, str]) -> None:
    settings = Settings.from_env(environ)
    assert settings.public_url == "https://portal.example"
    assert len(settings.secret_key) == 32
    assert settings.secret_key != b"m" * 32
    assert settings.rules.session_idle == timedelta(minutes=60)
    assert settings.rules.temporary_password_valid == timedelta(hours=24)
    assert settings.terms_version == settings.privacy_version == "2024-04"


def test_what_is_configurable_can_be_set(environ: dict[str, str]) -> None:
    environ |= {
        "SESSION_MINUTES": "30",
        "TEMPORARY_PASSWORD_HOURS": "12",
        "PASSWORD_LEAST": "12",
        "TERMS_VERSION": "2025-01",
        "PASSWORD_TIME_COST": "3",
    }
    settings = Settings.from_env(environ)
    assert settings.rules.session_idle == timedelta(minutes=30)
    assert settings.rules.temporary_password_valid == timedelta(hours=12)
    assert settings.rules.password_least == 12
    assert (settings.terms_version, settings.password_time_cost) == ("2025-01", 3)


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    short = tmp_path / "short.key"
    short.write_text(base64.b64encode(b"m" * 16).decode())
    faulty = {
        "MASTER_KEY_FILE": str(short),
        "PUBLIC_URL": "portal.example",
        "SESSION_MINUTES": "0",
        "PASSWORD_MOST": "many",
    }
    with pytest.raises(FaultySettings) as faults:
        Settings.from_env(faulty)
    for name in faulty:
        assert name in str(faults.value)


@pytest.mark.parametrize("content", ["not base64!", None])
def test_a_master_key_that_cannot_be_read_is_a_fault(
    environ: dict[str, str], tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "other.key"
    if content is not None:
        path.write_text(content)
    with pytest.raises(FaultySettings, match="MASTER_KEY_FILE"):
        Settings.from_env({**environ, "MASTER_KEY_FILE": str(path)})


def test_missing_settings_are_named() -> None:
    with pytest.raises(FaultySettings) as faults:
        Settings.from_env({})
    assert "MASTER_KEY_FILE" in str(faults.value)
    assert "PUBLIC_URL" in str(faults.value)


class _Collection:
    """Notes the index that is asked for."""

    def __init__(self) -> None:
        self.indexes: list[tuple[str, int]] = []

    def create_index(self, field: str, expireAfterSeconds: int) -> None:  # noqa: N803
        self.indexes.append((field, expireAfterSeconds))


class _Database:
    """Hands out one collection."""

    def __init__(self) -> None:
        self.collections: dict[str, _Collection] = {}

    def get_collection(self, name: str, **options: object) -> _Collection:
        return self.collections.setdefault(name, _Collection())


def test_on_real_parts_old_activity_is_forgotten_by_the_database(environ: dict[str, str]) -> None:
    database = _Database()
    stage = Stage()
    parts = Parts(
        store=stage.store,
        snapshots=MemorySnapshots(),
        views=stage.views,
        personal_data=stage.personal_data,
        numbers=MemoryNumbers(),
        files=stage.files,
        clock=stage.clock,
        ids=CountingIds(),
        holidays=WeekdaysOnly(),
        neighbours=stage.neighbours,
        pause=lambda seconds: None,
    )
    environ |= {"PASSWORD_MEMORY_KIB": "64", "PASSWORD_TIME_COST": "1"}
    service = assemble(parts, database, environ)  # type: ignore[arg-type]
    assert service.name == "identity"
    assert database.collections["session_activity"].indexes == [("seen_at", 2 * 24 * 3600)]
