"""Examples of public events, made from their schemas: the same every time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, fields

from services.kernel.contracts.cloudevents import to_json
from services.kernel.contracts.events.catalogue import PublicType
from services.kernel.contracts.fields import Choice
from services.kernel.contracts.public_event import PublicEvent

AT = datetime(2024, 5, 1, 13, 0, tzinfo=UTC)
_TEXTS = {
    "title": "母子保健の専門家（ザンビア）",
    "name": "架け橋国際協力機構",
    "name_en": "Kakehashi International Cooperation",
    "organisation_name": "架け橋国際協力機構",
    "data_number": "P240501001",
    "reception_id": "A240501001",
    "category": "npo",
    "application_method": "マイページから応募してください。",
}


def data_of(schema: type[Schema]) -> dict[str, Any]:
    """JSON values that the schema accepts."""
    return {
        field.data_key or name: _value(name, field)
        for name, field in schema().fields.items()
        if not field.dump_only
    }


def event_of(public: PublicType) -> dict[str, Any]:
    """The structured form of an example of this event."""
    data = data_of(public.schema)
    subject = next((value for name, value in data.items() if name.endswith("_id")), "subject-1")
    return to_json(
        PublicEvent(
            id="5f0c9c4e-5b1e-5b7e-9a63-3a4c0b7d1f10",
            source=public.source,
            type=public.name,
            version=public.version,
            time=AT,
            subject=subject,
            data=data,
            position=10752,
            previous=10496,
            correlation_id="0b9f2c55-98f4-4a0e-8a2e-7f4f6a1f9c01",
            causation_id=None,
        )
    )


def _value(name: str, field: fields.Field[Any]) -> Any:
    match field:
        case Choice():
            return field.values[0]
        case fields.Nested():
            return data_of(type(field.schema))
        case fields.List():
            return [_value(name.removesuffix("s"), field.inner)]
        case fields.Boolean():
            return True
        case fields.Integer():
            return 1
        case fields.Float():
            return 1.5
        case fields.AwareDateTime() | fields.DateTime():
            return AT.isoformat()
        case fields.Date():
            return AT.date().isoformat()
        case fields.Dict():
            return {}
    return _TEXTS.get(name, f"{name.removesuffix('_id').replace('_', '-')}-1")
