"""The published languages of all services together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from deploy.docs.examples import data_of, event_of
from deploy.docs.json_schema import schema_of_data
from services.kernel.contracts.cloudevents import from_json
from services.kernel.contracts.events.catalogue import CATALOGUE, PublicType, schema_of

INDEX: dict[str, list[str]] = json.loads((Path(__file__).parent / "event_index.json").read_text())
"""Section 9.21 of the requirements: the names of public events by owning service."""

BEYOND_THE_INDEX = {"listings": {"SavedSearchMatched"}}
"""What subscribers need and the requirements do not name (docs/decisions.md)."""

PERSONAL = ("email", "address", "birth", "tel", "phone", "kana", "password", "token", "text")

each_event = pytest.mark.parametrize("public", CATALOGUE, ids=lambda one: one.name)


@each_event
def test_an_event_has_a_name_of_the_index_and_its_owner(public: PublicType) -> None:
    beyond = BEYOND_THE_INDEX.get(public.source, set())
    assert public.name in INDEX[public.source] or public.name in beyond


def test_no_name_is_published_twice() -> None:
    names = [public.name for public in CATALOGUE]
    assert len(names) == len(set(names))


@each_event
def test_an_example_fits_its_schema_and_the_schema_for_other_languages(public: PublicType) -> None:
    data = data_of(public.schema)
    assert public.schema().validate(data) == {}
    schema = schema_of_data(public)
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    assert list(validator(schema).iter_errors(data)) == []
    assert schema["$id"] == event_of(public)["dataschema"]


@each_event
def test_both_schemas_refuse_a_missing_and_an_unknown_field(public: PublicType) -> None:
    validator = jsonschema.Draft202012Validator(schema_of_data(public))
    data = data_of(public.schema)
    required = schema_of_data(public)["required"]
    wrong: list[dict[str, Any]] = [{**data, "colour": "red"}]
    wrong += [{k: v for k, v in data.items() if k != name} for name in required]
    for one in wrong:
        assert public.schema().validate(one) != {}
        assert list(validator.iter_errors(one)) != []


@each_event
def test_an_event_says_what_it_means_and_carries_no_personal_field(public: PublicType) -> None:
    assert len(public.meaning) > 15
    for name in public.schema().fields:
        assert not any(word in name.split("_") for word in PERSONAL), name


@each_event
def test_the_example_of_an_event_is_an_event(public: PublicType) -> None:
    event = from_json(event_of(public))
    assert (event.source, event.type, event.version) == (
        public.source,
        public.name,
        public.version,
    )
    assert schema_of(event.source, event.type, event.version) is public.schema


def test_a_version_that_is_not_published_has_no_schema() -> None:
    with pytest.raises(KeyError):
        schema_of("listings", "ListingPublished", 99)
    with pytest.raises(KeyError):
        schema_of("listings", "UserRegistered", 1)
