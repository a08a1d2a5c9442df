"""The analysts' views and user on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import OperationFailure

from deploy.local.mongod import Mongod
from deploy.local.ports import Ports
from services.reporting.adapters.analyst_user import (
    grant_analyst,
    role_command,
    user_command,
)
from services.reporting.adapters.analyst_views import VIEWS, ensure_views
from services.reporting.entrypoints.analyst_user import main
from tests.unit.reporting.survey_words import CLOSES, opened, stage_with


@pytest.fixture
def database(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Iterator[Database[Any]]:
    reporting = mongo[f"{db_prefix}_reporting"]
    yield reporting
    mongo.drop_database(reporting.name)


def _fill(database: Database[Any]) -> None:
    """What the projections of a lived-in portal hold."""
    stage = stage_with("o-1")
    known = {"listing_id": "l-1", "organisation_id": "o-1"}
    published = {**known, "data_number": "P1", "title": "保健専門家", "organisation_name": "団体"}
    stage.hear("listings", "ListingPublished", "l-1", published)
    stage.hear("listings", "ListingViewed", "l-1", {**known, "on": "2024-05-01", "count": 3})
    stage.hear(
        "listings",
        "ListingViewed",
        "l-2",
        {**known, "on": "2024-05-02", "count": 1, "listing_id": "l-2"},
    )
    for number in range(7):
        data = {**known, "application_id": f"a-{number}", "route": "web" if number < 5 else "mail"}
        stage.hear("applications", "ApplicationSubmitted", f"a-{number}", data)
    opened(stage)
    stage.until(datetime(2024, 6, 1, tzinfo=UTC))
    assert stage.clock.at > CLOSES
    for projection in stage.service.projections:
        if documents := list(stage.documents(projection.name).values()):
            database[projection.collection].insert_many(documents)


def test_the_documented_collections_answer_with_their_documented_fields(
    database: Database[Any],
) -> None:
    ensure_views(database)
    _fill(database)
    ensure_views(database)
    for view in VIEWS:
        found = list(database[view.name].find())
        assert found, view.name
        for document in found:
            assert set(document) <= set(view.fields), view.name
    views = {d["listing_id"]: d for d in database["figures_access"].find()}
    assert views["l-1"] == {
        "listing_id": "l-1",
        "data_number": "P1",
        "title": "保健専門家",
        "organisation_name": "団体",
        "on": "2024-05-01",
        "views": 3,
    }
    assert views["l-2"]["views"] == 1
    choices = list(database["figures_survey_choices"].find({"question_id": "q2"}))
    assert [choice["choice"] for choice in choices] == ["求人掲載", "人材閲覧"]


def test_counts_of_applicants_under_five_do_not_reach_analysts(database: Database[Any]) -> None:
    _fill(database)
    ensure_views(database)
    counts = {
        (d["attribute"], d["value"]): d["applications"]
        for d in database["figures_applicants"].find()
    }
    assert counts == {
        ("route", "web"): 5,
        ("route", "mail"): "under-5",
        ("status", "received"): 7,
        ("result", "unknown"): 7,
    }


def test_without_authorisation_the_operator_gets_views_and_no_user(
    database: Database[Any], mongo_uri: str, db_prefix: str, tmp_path: Path, capsys: Any
) -> None:
    password = tmp_path / "password"
    password.write_text("long enough for me")
    environ = {"MONGO_URI": mongo_uri, "DB_PREFIX": db_prefix}
    assert main(["--name", "mori", "--password-file", str(password)], environ) == 0
    assert "no user" in capsys.readouterr().out
    assert "figures_access" in database.list_collection_names()
    assert grant_analyst(database, "mori", "long enough for me") is False


def test_the_server_takes_the_commands_for_role_and_user(database: Database[Any]) -> None:
    for verb in ("create", "update"):
        database.command(role_command(f"{verb}Role", database.name))
        database.command(user_command(f"{verb}User", database.name, "mori", "long enough"))
    asked = {"usersInfo": "mori", "showPrivileges": True}
    (user,) = database.command(asked)["users"]
    readable = {p["resource"]["collection"] for p in user["inheritedPrivileges"]}
    assert readable == {view.name for view in VIEWS}
    database.command("dropUser", "mori")
    database.command("dropRole", "kakehashi_analyst")


def test_an_analyst_reads_the_documented_collections_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Mongod(tmp_path / "mongod", Ports(tmp_path / "ports.json"), "secret")
    server.start()
    try:
        with MongoClient[dict[str, Any]](server.uri, tz_aware=True) as client:
            _fill(client["k_reporting"])
        file = tmp_path / "password"
        file.write_text("long enough for me")
        environ = {"MONGO_URI": server.uri, "DB_PREFIX": "k"}
        for _ in range(2):
            assert main(["--name", "mori", "--password-file", str(file)], environ) == 0
            assert "user mori may read" in capsys.readouterr().out
        with MongoClient[dict[str, Any]](
            server.uri,
            username="mori",
            password="long enough for me",
            authSource="k_reporting",
            tz_aware=True,
        ) as analyst:
            _reads_views_only(analyst["k_reporting"])
    finally:
        server.stop()


def _reads_views_only(database: Database[Any]) -> None:
    for view in VIEWS:
        assert list(database[view.name].find()), view.name
    for name in ("events", "applications.v1", "survey_responses.v1", "person_keys"):
        with pytest.raises(OperationFailure, match="not authorized"):
            database[name].find_one()
    with pytest.raises(OperationFailure, match="not authorized"):
        database["figures_access"].insert_one({})
    with pytest.raises(OperationFailure, match="not authorized"):
        database["mine"].insert_one({})
