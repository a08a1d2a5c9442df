"""Public events of the extraction of personal data (SM-20): who and how many, never whom."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Text, Whole


class _OfExtraction(Schema):
    extraction_id = Text(most=64, required=True)


class DataExtractionRequestedData(_OfExtraction):
    """A JICA department asked for personal data (ID-89)."""

    requester_id = Text(most=64, required=True)


class DataExtractionApprovedData(_OfExtraction):
    """A second person of the secretariat approved (ID-89, D-40)."""

    approver_id = Text(most=64, required=True)


class DataExtractionRejectedData(_OfExtraction):
    """The secretariat refused (ID-89)."""

    approver_id = Text(most=64, required=True)


class DataExtractionProvidedData(_OfExtraction):
    """The requester can download the data of so many persons (ID-89, ID-90)."""

    requester_id = Text(most=64, required=True)
    records = Whole(required=True)


EVENTS: dict[str, tuple[int, type[Schema]]] = {
    "DataExtractionRequested": (1, DataExtractionRequestedData),
    "DataExtractionApproved": (1, DataExtractionApprovedData),
    "DataExtractionRejected": (1, DataExtractionRejectedData),
    "DataExtractionProvided": (1, DataExtractionProvidedData),
}
