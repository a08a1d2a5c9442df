from __future__ import annotations

from typing import Any

import pytest

from services.applications.domain.document import DocumentType, download_name, recognise
from services.applications.settings import Settings
from services.kernel.contracts.applications import PIECE_BYTES
from services.kernel.eventkit.domain import NotFound, Refusal
from services.kernel.eventkit.memory.parts import MemoryFiles
from services.kernel.eventkit.settings import FaultySettings
from tests.unit.applications.stage import (
    BODY,
    HANAKO,
    OTHER_BODY,
    PDF,
    TARO,
    Stage,
    base64_of,
    office,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, DocumentType.PDF),
        (b"\xff\xd8\xff\xe0", DocumentType.JPEG),
        (b"\x89PNG\r\n\x1a\n", DocumentType.PNG),
        (office("word/document.xml"), DocumentType.WORD),
        (office("xl/workbook.xml"), DocumentType.EXCEL),
        (OLE + "WordDocument".encode("utf-16-le"), DocumentType.WORD_97),
        (OLE + "Workbook".encode("utf-16-le"), DocumentType.EXCEL_97),
        (office("word/document.xml", "word/vbaProject.bin"), None),
        (office("ppt/presentation.xml"), None),
        (OLE + b"\0" * 600, None),
        (b"PK\x03\x04 not really an archive", None),
        (b"<html>", None),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_a_document_is_known_by_its_content(content: bytes, kind: DocumentType | None) -> None:
    assert recognise(content) is kind


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("履歴書.pdf", DocumentType.PDF, "履歴書.pdf"),
        ("photo.JPG", DocumentType.JPEG, "photo.JPG"),
        ("C:\\cv\\me.exe", DocumentType.PDF, "me.exe.pdf"),
        ("../../etc/passwd", DocumentType.PNG, "passwd.png"),
        ("folder/", DocumentType.PDF, "document.pdf"),
    ],
)
def test_the_name_of_a_download_is_never_trusted(name: str, kind: DocumentType, given: str) -> None:
    assert download_name(name, kind) == given


@pytest.mark.requirement("AP-08")
def test_a_missing_required_document_makes_the_submission_fail(stage: Stage) -> None:
    stage.publish_listing("job-1", required_documents=["履歴書", "職務経歴書"])
    application_id = stage.draft()
    stage.attach(application_id, fulfils="履歴書")

    with pytest.raises(Refusal) as refused:
        stage.submit(application_id)
    assert refused.value.code == "required-documents-missing"
    problems = refused.value.fields["documents"]
    assert [problem.params["document"] for problem in problems] == ["職務経歴書"]

    stage.attach(application_id, document_id="doc-2")
    stage.submit(application_id)
    assert stage.told()[-1] == "ApplicationSubmitted"


def test_an_unfinished_upload_does_not_count_as_document(stage: Stage) -> None:
    stage.publish_listing("job-1", required_documents=["履歴書"])
    application_id = stage.draft()
    stage.attach(application_id, last=False)

    with pytest.raises(Refusal, match="required-documents-missing"):
        stage.submit(application_id)


def test_a_document_arrives_in_pieces_and_is_read_in_pieces(stage: Stage) -> None:
    content = PDF + bytes(range(256)) * 5000
    application_id = stage.draft()
    pieces = [content[at : at + PIECE_BYTES] for at in range(0, len(content), PIECE_BYTES)]
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        done = stage.attach(application_id, piece, index=index, last=last)
        assert done["complete"] is last
    stage.submit(application_id)

    shown = stage.run("get_application", {"application_id": application_id}, BODY)["documents"]
    assert shown == [
        {
            "document_id": "doc-1",
            "name": "履歴書.pdf",
            "media_type": "application/pdf",
            "size": len(content),
            "pieces": len(pieces),
            "fulfils": None,
        }
    ]
    read = [
        stage.run(
            "get_document_piece",
            {"application_id": application_id, "document_id": "doc-1", "index": index},
            BODY,
        )
        for index in range(len(pieces))
    ]
    assert [one["data"] for one in read] == [base64_of(piece) for piece in pieces]
    assert [one["last"] for one in read] == [False, False, True]


@pytest.mark.requirement("AP-08")
def test_content_that_is_refused_takes_the_place_of_no_document(stage: Stage) -> None:
    application_id = stage.draft()
    stage.attach(application_id)
    with pytest.raises(Refusal, match="document-type-not-accepted"):
        stage.attach(application_id, b"MZ\x90 a program")
    with pytest.raises(Refusal, match="document-piece-missing"):
        stage.attach(application_id, b"more", index=1, last=False)
    stage.submit(application_id)
    piece = {"application_id": application_id, "document_id": "doc-1"}
    read = stage.run("get_document_piece", piece, BODY)
    assert (read["data"], read["pieces"]) == (base64_of(PDF), 1)


@pytest.mark.requirement("AP-09")
def test_a_piece_that_races_with_the_submission_changes_nothing_of_what_is_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = stage.draft()
    stage.attach(application_id)
    put = stage.files.put

    def submit_first(*piece: Any) -> None:
        monkeypatch.setattr(stage.files, "put", put)
        stage.submit(application_id)
        put(*piece)

    monkeypatch.setattr(stage.files, "put", submit_first)
    with pytest.raises(Refusal, match="application-already-submitted"):
        stage.attach(application_id, b"%PDF-1.7\nanother")
    piece = {"application_id": application_id, "document_id": "doc-1"}
    assert stage.run("get_document_piece", piece, BODY)["data"] == base64_of(PDF)


def test_of_documents_that_are_replaced_or_removed_nothing_is_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = stage.draft()
    put, files = stage.files.put, set()

    def noted(file_id: str, *piece: Any) -> None:
        files.add(file_id)
        put(file_id, *piece)

    monkeypatch.setattr(stage.files, "put", noted)
    stage.attach(application_id)
    stage.attach(application_id, b"%PDF-1.7\nanother")
    stage.attach(application_id, b"%PDF-1.7\nbegun", last=False)
    document = {"application_id": application_id, "document_id": "doc-1"}
    stage.run("remove_document", document, HANAKO)
    assert len(files) > 1
    assert [stage.files.pieces(file_id) for file_id in files] == [0] * len(files)


def test_a_piece_that_skips_another_is_refused(stage: Stage) -> None:
    application_id = stage.draft()

    with pytest.raises(Refusal, match="document-piece-missing"):
        stage.attach(application_id, index=1, last=False)
    stage.attach(application_id, last=False)
    with pytest.raises(Refusal, match="document-piece-missing"):
        stage.attach(application_id, index=2)


@pytest.mark.requirement("AP-44")
def test_documents_are_for_the_applicant_and_the_receiving_organisation(stage: Stage) -> None:
    application_id = stage.draft()
    stage.attach(application_id)
    wanted = {"application_id": application_id, "document_id": "doc-1"}
    with pytest.raises(NotFound):
        stage.run("get_document_piece", wanted, BODY)

    stage.submit(application_id)
    for actor in (TARO, OTHER_BODY):
        with pytest.raises(NotFound):
            stage.run("get_document_piece", wanted, actor)
    for actor in (HANAKO, BODY):
        assert stage.run("get_document_piece", wanted, actor)["data"] == base64_of(PDF)

    stage.run("cancel_application", {"application_id": application_id}, HANAKO)
    with pytest.raises(NotFound):
        stage.run("get_document_piece", wanted, BODY)


def test_settings_name_every_fault() -> None:
    assert Settings.from_env({"DOCUMENT_BYTES": "5"}) == Settings(document_bytes=5)
    with pytest.raises(FaultySettings) as faulty:
        Settings.from_env({"DOCUMENT_BYTES": "x", "DOCUMENTS_PER_APPLICATION": "0"})
    assert "DOCUMENT_BYTES" in str(faulty.value)
    assert "DOCUMENTS_PER_APPLICATION" in str(faulty.value)


@pytest.mark.requirement("AP-42")
def test_the_documents_of_several_applications_are_found_at_once(stage: Stage) -> None:
    kept = stage.draft(HANAKO)
    stage.attach(kept)
    stage.submit(kept)
    cancelled = stage.apply(TARO)
    stage.run("cancel_application", {"application_id": cancelled}, TARO)
    asked = {"application_ids": [kept, cancelled, kept]}

    found = stage.run("find_application_documents", asked, BODY)

    assert [one["application_id"] for one in found["items"]] == [kept, cancelled]
    assert [one["name"] for one in found["items"][0]["documents"]] == ["履歴書.pdf"]
    assert found["items"][1]["documents"] == []


@pytest.mark.requirement("AP-44")
def test_documents_of_applications_to_others_cannot_be_found(stage: Stage) -> None:
    application_id = stage.apply()
    with pytest.raises(NotFound):
        stage.run("find_application_documents", {"application_ids": [application_id]}, OTHER_BODY)


def test_a_document_that_is_taken_out_while_its_last_piece_comes_is_not_completed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = stage.draft()
    stage.attach(application_id, index=0, last=False)
    count = MemoryFiles.pieces

    def taken_out_after_counting(files: MemoryFiles, file_id: str) -> int:
        found = count(files, file_id)
        monkeypatch.setattr(MemoryFiles, "pieces", count)
        gone = {"application_id": application_id, "document_id": "doc-1"}
        stage.run("remove_document", gone, HANAKO)
        return found

    monkeypatch.setattr(MemoryFiles, "pieces", taken_out_after_counting)
    with pytest.raises(Refusal, match="document-piece-missing"):
        stage.attach(application_id, index=1, last=True)
