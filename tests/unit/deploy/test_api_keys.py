"""API keys are shown once and stored as hashes the gateway reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from deploy.api_keys import BadApiKey, add_api_key
from deploy.local.trial_key import trial_key
from deploy.ops.__main__ import operate
from gateway.settings import read_api_keys


def test_the_gateway_knows_a_key_by_its_hash_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    key = add_api_key(file, "news")
    other = add_api_key(file, "archive")
    known = read_api_keys(file.read_text())
    found = known[hashlib.sha256(key.encode()).hexdigest()]
    assert (found.name, found.scopes) == ("news", frozenset({"events:read"}))
    assert len(known) == 2
    assert key != other
    assert key not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_who_could_read_the_file_can_read_it_with_one_more_key(tmp_path: Path) -> None:
    file = tmp_path / "api-keys"
    file.write_text("[]\n")
    file.chmod(0o644)
    add_api_key(file, "news")
    assert file.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("name", "scopes"), [("News", ("events:read",)), ("", ()), ("news", ("everything",))]
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, name: str, scopes: tuple[str, ...]) -> None:
    with pytest.raises(BadApiKey):
        add_api_key(tmp_path / "keys.json", name, scopes)
    assert not (tmp_path / "keys.json").exists()


def test_a_second_key_of_the_same_name_and_a_foreign_file_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    add_api_key(file, "news")
    with pytest.raises(BadApiKey, match="already"):
        add_api_key(file, "news")
    file.write_text('{"a": 1}')
    with pytest.raises(BadApiKey, match="no list"):
        add_api_key(file, "other")


def test_the_operator_sees_the_key_once(tmp_path: Path) -> None:
    arguments = ["api-key", "news", "--file", str(tmp_path / "keys.json")]
    made = CliRunner().invoke(operate, arguments)
    assert made.exit_code == 0
    assert made.stdout.startswith("kk_")
    again = CliRunner().invoke(operate, arguments)
    assert again.exit_code == 1
    assert "already" in again.stderr


def test_a_local_portal_has_a_key_for_trying_that_stays(tmp_path: Path) -> None:
    key_file, keys_file = trial_key(tmp_path / "secrets")
    key = key_file.read_text()
    assert trial_key(tmp_path / "secrets") == (key_file, keys_file)
    assert key_file.read_text() == key
    keys_file.unlink()
    trial_key(tmp_path / "secrets")
    assert key_file.read_text() != key
    digest = hashlib.sha256(key_file.read_text().strip().encode()).hexdigest()
    assert digest in read_api_keys(keys_file.read_text())
