"""The documents made from the code are in step with it, and say so when they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from marshmallow import Schema, fields

from deploy.docs.__main__ import DOCS, generated, main, out_of_step
from deploy.docs.asyncapi import asyncapi, asyncapi_yaml
from deploy.docs.json_schema import NoJsonForm, schema_of_data
from services.kernel.contracts.events.catalogue import CATALOGUE, OWNERS, PublicType


def test_the_documents_are_in_step_with_the_code() -> None:
    assert out_of_step(DOCS, generated()) == []


def test_a_document_out_of_step_is_named_and_written_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--check"], tmp_path) == 1
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    capsys.readouterr()
    (tmp_path / "events.md").write_text("old")
    (tmp_path / "schemas" / "listings.Nothing.v1.json").write_text("{}")
    assert main(["--check"], tmp_path) == 1
    assert capsys.readouterr().err.splitlines() == [
        "docs/events.md is out of step: run `make docs`",
        "docs/schemas/listings.Nothing.v1.json is out of step: run `make docs`",
    ]
    assert main([], tmp_path) == 0
    assert not (tmp_path / "schemas" / "listings.Nothing.v1.json").exists()


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = yaml.safe_load(asyncapi_yaml())
    references = list(_references(document))
    assert len(references) > len(CATALOGUE)
    for reference in references:
        if reference.startswith("#/"):
            found = document
            for step in reference[2:].split("/"):
                found = found[step]
        else:
            assert (DOCS / reference).is_file()


def test_the_asyncapi_document_has_every_channel_and_message() -> None:
    document = asyncapi()
    assert document["asyncapi"] == "3.0.0"
    assert {channel["address"] for channel in document["channels"].values()} == {
        f"{source}.events" for source in OWNERS
    }
    assert set(document["components"]["messages"]) == {public.name for public in CATALOGUE}
    headers = document["components"]["messageTraits"]["cloudEvent"]["headers"]
    for message in document["components"]["messages"].values():
        (example,) = message["examples"]
        jsonschema.Draft202012Validator(headers).validate(example["headers"])


def test_a_field_that_cannot_be_written_down_is_refused() -> None:
    odd = Schema.from_dict({"odd": fields.Raw()})
    with pytest.raises(NoJsonForm):
        schema_of_data(PublicType("listings", "Odd", 1, odd))


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        found = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return found + [one for inner in value.values() for one in _references(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in _references(inner)]
    return []
