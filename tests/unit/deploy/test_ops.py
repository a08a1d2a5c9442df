"""The operator's commands against services that answer from a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from deploy.local.clock import LocalClock
from deploy.local.installation import read_environment, write_environment
from deploy.ops import clock as clock_command
from deploy.ops import due as due_command
from deploy.ops import listing_import
from deploy.ops import occupations as occupations_command
from deploy.ops import parked as parked_command
from deploy.ops import staff as staff_command
from deploy.ops.__main__ import operate
from deploy.ops.clock import clock_of
from deploy.ops.services import Services
from services.kernel.contracts.rpc import Away, Refused, ServiceFault

NOW = "2026-11-20T12:00:00+00:00"


class ScriptedClient:
    """Answers operations with what the script holds; an exception in it is raised."""

    def __init__(self, script: Mapping[tuple[str, str], Any]) -> None:
        self.script = script
        self.calls: list[tuple[str, str, Any]] = []

    def call(
        self, service: str, operation: str, payload: Any, envelope: Any, *, within: float
    ) -> Any:
        assert envelope["actor"]["role"] == "operator"
        self.calls.append((service, operation, payload))
        answer = self.script[service, operation]
        if isinstance(answer, Exception):
            raise answer
        return answer(payload) if callable(answer) else answer


@contextmanager
def _scripted(client: ScriptedClient) -> Iterator[Services]:
    yield Services(client)  # type: ignore[arg-type]


def _run(monkeypatch: pytest.MonkeyPatch, client: ScriptedClient, *arguments: str) -> str:
    for module in (
        due_command,
        parked_command,
        listing_import,
        occupations_command,
        staff_command,
    ):
        monkeypatch.setattr(module, "services", lambda: _scripted(client))
    return CliRunner().invoke(operate, arguments).output


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            Refused({"code": "invalid-input", "fields": {"limit": [{"code": "too-small"}]}}),
            "listings refused: invalid-input; limit: too-small",
        ),
        (Away("listings", "no-route"), "listings is away (no-route)"),
        (ServiceFault("listings", "ping", "KeyError"), "listings failed (KeyError); see its log"),
    ],
)
def test_a_failure_is_told_in_one_line(fault: Exception, told: str) -> None:
    services = Services(ScriptedClient({("listings", "ping"): fault}))  # type: ignore[arg-type]
    with pytest.raises(click.ClickException) as raised:
        services.ask("listings", "ping", {})
    assert raised.value.message == told


def test_what_is_due_is_shown_soonest_first_in_the_time_of_tokyo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def entry(key: str, due_at: str) -> dict[str, Any]:
        return {"key": key, "due_at": due_at, "command": "publish_listing", "note": ""}

    nothing: dict[str, Any] = {"now": NOW, "items": []}
    client = ScriptedClient(
        {
            (name, "find_due"): nothing
            for name in ("identity", "applications", "messaging", "reporting")
        }
        | {
            ("listings", "find_due"): {
                "now": NOW,
                "items": [
                    entry("later", "2026-11-20T15:00:00+00:00"),
                    entry("past", "2026-11-20T11:00:00+00:00"),
                ],
            }
        }
    )
    lines = _run(monkeypatch, client, "due").splitlines()
    assert lines[0] == "The portal's time is 2026-11-20 21:00:00 (Tokyo)."
    assert lines[1].startswith("2026-11-20 20:00:00  listings")
    assert lines[1].endswith("past  overdue")
    assert lines[2].startswith("2026-11-21 00:00:00  listings")
    assert lines[3] == "2 due"


def test_parked_work_is_handed_over_again_where_it_was_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = ScriptedClient({("messaging", "replay_parked"): {"released": 1}})
    told = _run(monkeypatch, client, "parked", "replay", "--service", "messaging", "--id", "x")
    assert told == "1 handed over again\n"
    assert client.calls == [("messaging", "replay_parked", {"id": "x"})]


def test_an_import_goes_in_batches_and_tells_of_every_refused_row(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [{"line": line, "source_id": str(line), "content": {}} for line in range(2, 152)]
    too_early = [{"code": "end-before-start", "params": {"start": "2026-01-01"}}]

    def imported(payload: Any) -> dict[str, Any]:
        items = [
            {"line": row["line"], "outcome": "created"}
            if row["line"] != 120
            else {
                "line": 120,
                "outcome": "refused",
                "code": "invalid-input",
                "fields": {"work_period.end": too_early},
            }
            for row in payload["rows"]
        ]
        refused = sum(item["outcome"] == "refused" for item in items)
        counts = {"created": len(items) - refused, "refused": refused}
        return {"items": items, "total": len(items), "counts": counts}

    unreadable = {"line": 1, "source_id": "", "field": "start", "code": "not-a-date", "params": {}}
    client = ScriptedClient(
        {
            ("listings", "read_import_file"): {
                "source": "events-jp",
                "kind": "training",
                "shape": "events-jp",
                "rows": rows,
                "problems": [unreadable],
            },
            ("listings", "import_listings"): imported,
        }
    )
    file = tmp_path / "events.csv"
    file.write_text("x")
    told = _run(monkeypatch, client, "import", str(file), "--organisation", "o-1", "--dry-run")
    assert told.splitlines()[-3:] == [
        "line 1: start: not-a-date",
        "line 120: work_period.end: end-before-start (start 2026-01-01)",
        "Would be: created 149, refused 2",
    ]
    batches = [payload for _, name, payload in client.calls if name == "import_listings"]
    assert [len(batch["rows"]) for batch in batches] == [100, 50]
    assert all(batch["dry_run"] and batch["organisation_id"] == "o-1" for batch in batches)


def test_a_mapping_given_to_an_import_is_used_and_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = {"line": 2, "source_id": "1", "content": {}}
    read = {"source": "s", "kind": "job", "shape": "table-1", "rows": [row], "problems": []}
    done = {"items": [], "total": 1, "counts": {"created": 1}}
    client = ScriptedClient(
        {
            ("listings", "read_import_file"): read,
            ("listings", "remember_import_mapping"): {"position": 1},
            ("listings", "import_listings"): done,
        }
    )
    file, mapping = tmp_path / "jobs", tmp_path / "mapping.json"
    file.write_text("x")
    mapping.write_text('{"kind": "job"}')
    arguments = ("import", str(file), "--organisation", "o-1", "--mapping", str(mapping))
    assert _run(monkeypatch, client, *arguments).endswith("created 1, refused 0\n")
    assert [name for _, name, _ in client.calls] == [
        "read_import_file",
        "remember_import_mapping",
        "import_listings",
    ]
    assert client.calls[0][2]["mapping"] == client.calls[1][2]["mapping"] == {"kind": "job"}
    assert (client.calls[0][2]["format"], client.calls[1][2]["shape"]) == ("auto", "table-1")


def test_the_occupations_are_imported_with_every_refused_row_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    problem = {"line": 3, "field": "細分類", "code": "too-long", "params": {"most": 200}}
    counts = {"added": 2, "removed": 0, "changed": 0, "unchanged": 0, "refused": 1}
    answer = {"position": 0, "counts": counts, "problems": [problem]}
    client = ScriptedClient({("listings", "import_occupations"): answer})
    file = tmp_path / "occupations.csv"
    file.write_bytes(b"abc")
    assert _run(monkeypatch, client, "occupations", str(file), "--dry-run").splitlines() == [
        "line 3: 細分類: too-long (most 200)",
        "Would be: added 2, changed 0, refused 1, removed 0, unchanged 0",
    ]
    payload = {"content": "YWJj", "dry_run": True}
    assert client.calls == [("listings", "import_occupations", payload)]


def test_a_member_of_the_staff_gets_a_temporary_password_by_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = ScriptedClient({("identity", "create_internal_user"): {"account_id": "a-1"}})
    person = ("--login-id", "hanada", "--name", "花田", "--email", "hanada@example.jp")
    told = _run(monkeypatch, client, "staff", *person, "--role", "secretariat")
    assert told.startswith("created a-1")
    ((_, _, payload),) = client.calls
    assert payload["roles"] == ["secretariat"]
    assert "password" not in payload


def test_the_clock_of_a_portal_in_earnest_is_never_moved(tmp_path: Path) -> None:
    for settings in ({}, {"ENVIRONMENT": "production", "CLOCK_FILE": str(tmp_path / "clock")}):
        with pytest.raises(click.ClickException, match="in local runs only"):
            clock_of(settings)
    assert not (tmp_path / "clock").exists()


def test_the_clock_of_a_local_portal_runs_forward(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = {"ENVIRONMENT": "local", "CLOCK_FILE": str(tmp_path / "clock")}
    monkeypatch.setattr(clock_command, "local_settings", lambda: settings)
    done = CliRunner().invoke(operate, ["clock", "forward", "7h"])
    assert done.output.endswith("7:00:00 ahead.\n")
    assert LocalClock(tmp_path / "clock").offset().total_seconds() == 7 * 3600
    back = CliRunner().invoke(operate, ["clock", "to", "2020-01-01"])
    assert "can only go forward" in back.output


def test_the_settings_of_a_run_are_noted_for_its_owner_and_the_environment_goes_before(
    tmp_path: Path,
) -> None:
    (tmp_path / "secrets").mkdir()
    write_environment(tmp_path, {"AMQP_URI": "amqp://a:b=c@x/", "DB_PREFIX": "kakehashi"})
    assert read_environment(tmp_path, {"DB_PREFIX": "other"}) == {
        "AMQP_URI": "amqp://a:b=c@x/",
        "DB_PREFIX": "other",
    }
    assert (tmp_path / "secrets" / "environment").stat().st_mode & 0o777 == 0o600
