"""How large documents are, how many, and what they may contain."""

from __future__ import annotations

import pytest

from services.applications.settings import Settings
from services.kernel.contracts.applications import PIECE_BYTES
from services.kernel.eventkit.domain import InvalidInput, Refusal
from tests.unit.applications.stage import HANAKO, PDF, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_document_of_the_most_bytes_is_taken_and_one_byte_more_is_refused() -> None:
    stage = Stage(Settings(document_bytes=20))
    application_id = stage.draft()

    stage.attach(application_id, PDF + b"x" * (20 - len(PDF)))
    with pytest.raises(Refusal) as refused:
        stage.attach(application_id, PDF + b"x" * (21 - len(PDF)), document_id="doc-2")
    assert refused.value.code == "document-too-large"
    assert refused.value.params == {"most": 20}


def test_endless_pieces_are_refused_early() -> None:
    stage = Stage(Settings(document_bytes=20))
    application_id = stage.draft()
    stage.attach(application_id, last=False)
    stage.attach(application_id, index=1, last=False)

    with pytest.raises(Refusal, match="document-too-large"):
        stage.attach(application_id, index=2, last=False)


def test_no_more_documents_than_allowed_are_begun() -> None:
    stage = Stage(Settings(documents_per_application=2))
    application_id = stage.draft()
    stage.attach(application_id, document_id="a")
    stage.attach(application_id, document_id="b", last=False)

    with pytest.raises(Refusal, match="too-many-documents"):
        stage.attach(application_id, document_id="c")
    stage.run("remove_document", {"application_id": application_id, "document_id": "a"}, HANAKO)
    stage.attach(application_id, document_id="c")


@pytest.mark.parametrize(
    ("content", "code"), [(b"#!/bin/sh", "document-type-not-accepted"), (b"", "document-empty")]
)
def test_other_content_is_refused_whatever_its_name(
    stage: Stage, content: bytes, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        stage.attach(stage.draft(), content, name="cv.pdf")
    assert refused.value.code == code
    assert "data" in refused.value.fields


@pytest.mark.parametrize(
    ("data", "code"),
    [("*", "not-base64"), (7, "invalid"), ("A" * 4 * PIECE_BYTES, "too-large")],
)
def test_a_piece_must_be_base64_of_limited_size(stage: Stage, data: object, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        stage.attach(stage.draft(), data=data)
    assert refused.value.fields["data"][0].code == code
