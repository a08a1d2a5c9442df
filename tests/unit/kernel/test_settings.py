from __future__ import annotations

import pytest

from services.kernel.eventkit.settings import FaultySettings, KernelSettings

COMPLETE = {
    "AMQP_URI": "amqp://localhost",
    "MONGO_URI": "mongodb://localhost",
    "MASTER_KEY_FILE": "/keys/master",
    "DATA_DIR": "/data",
}


def test_a_complete_environment_gives_settings_with_defaults() -> None:
    settings = KernelSettings.from_env(COMPLETE)
    assert settings.db_prefix == "kakehashi"
    assert settings.environment == "production"
    assert settings.clock_file is None
    assert settings.metrics_port is None
    assert settings.instance


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(FaultySettings) as faulty:
        KernelSettings.from_env(
            {"ENVIRONMENT": "staging", "CLOCK_FILE": "/clock", "METRICS_PORT": "http"}
        )
    told = str(faulty.value)
    for name in [*COMPLETE, "ENVIRONMENT", "CLOCK_FILE", "METRICS_PORT"]:
        assert name in told


def test_a_clock_that_can_be_moved_is_for_local_runs_only() -> None:
    with pytest.raises(FaultySettings, match="CLOCK_FILE"):
        KernelSettings.from_env({**COMPLETE, "CLOCK_FILE": "/clock"})
    local = {**COMPLETE, "CLOCK_FILE": "/clock", "ENVIRONMENT": "local"}
    assert KernelSettings.from_env(local).clock_file == "/clock"


def test_an_empty_variable_counts_as_missing() -> None:
    with pytest.raises(FaultySettings, match="AMQP_URI is not set"):
        KernelSettings.from_env({**COMPLETE, "AMQP_URI": ""})
