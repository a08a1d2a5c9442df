"""docs/asyncapi.yaml: what the portal publishes over AMQP, in AsyncAPI 3."""

from __future__ import annotations

from typing import Any

import yaml

from deploy.docs.examples import event_of
from deploy.docs.json_schema import file_name
from services.kernel.contracts.cloudevents import CONTENT_TYPE, exchange, from_json, to_amqp
from services.kernel.contracts.events.catalogue import CATALOGUE, OWNERS, PublicType

_DESCRIPTION = """\
What happens in the portal, as CloudEvents 1.0 in AMQP binary mode: attributes in headers, data as
JSON body. Delivered at least once and in order per source; `previous` tells a follower that it
missed something, and `GET /api/v1/events` gives it what it missed. Written by `make docs`.
"""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def asyncapi() -> dict[str, Any]:
    """The document as JSON values."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Kakehashi events",
            "version": "1.0.0",
            "description": _DESCRIPTION,
            "license": {
                "name": "Apache-2.0",
                "url": "https://www.apache.org/licenses/LICENSE-2.0",
            },
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "broker": {
                "host": "{host}",
                "protocol": "amqp",
                "protocolVersion": "0.9.1",
                "description": "RabbitMQ; each subscriber has a user with rights on its own queue",
                "variables": {"host": {"default": "127.0.0.1:5672"}},
                "security": [{"$ref": "#/components/securitySchemes/subscriber"}],
            }
        },
        "channels": {source: _channel(source) for source in OWNERS},
        "operations": {
            f"publish{source.capitalize()}": {
                "action": "send",
                "channel": {"$ref": f"#/channels/{source}"},
                "summary": f"The {source} service tells what happened.",
                "bindings": {"amqp": {"deliveryMode": 2, "bindingVersion": "0.3.0"}},
            }
            for source in OWNERS
        },
        "components": {
            "messages": {one.name: _message(one) for one in CATALOGUE},
            "messageTraits": {"cloudEvent": {"headers": _headers()}},
            "securitySchemes": {"subscriber": {"type": "userPassword"}},
        },
    }


def asyncapi_yaml() -> str:
    """The document as it is written."""
    return yaml.dump(asyncapi(), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _channel(source: str) -> dict[str, Any]:
    return {
        "address": exchange(source),
        "title": f"Events of {source}",
        "messages": {
            one.name: {"$ref": f"#/components/messages/{one.name}"}
            for one in CATALOGUE
            if one.source == source
        },
        "servers": [{"$ref": "#/servers/broker"}],
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {
                    "name": exchange(source),
                    "type": "topic",
                    "durable": True,
                    "autoDelete": False,
                },
                "bindingVersion": "0.3.0",
            }
        },
    }


def _message(public: PublicType) -> dict[str, Any]:
    headers, _ = to_amqp(from_json(event_of(public)))
    return {
        "name": public.name,
        "title": public.name,
        "summary": public.meaning,
        "contentType": CONTENT_TYPE,
        "traits": [{"$ref": "#/components/messageTraits/cloudEvent"}],
        "payload": {"$ref": f"./schemas/{file_name(public)}"},
        "bindings": {
            "amqp": {"messageType": public.name, "bindingVersion": "0.3.0"},
        },
        "examples": [{"headers": headers, "payload": event_of(public)["data"]}],
    }


def _headers() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    position = {"type": "string", "pattern": "^[0-9]+$"}
    return {
        "type": "object",
        "properties": {
            "cloudEvents:specversion": {"const": "1.0"},
            "cloudEvents:id": text,
            "cloudEvents:source": {"enum": list(OWNERS)},
            "cloudEvents:type": text,
            "cloudEvents:time": {"type": "string", "format": "date-time"},
            "cloudEvents:subject": text,
            "cloudEvents:dataschema": {"type": "string", "format": "uri"},
            "cloudEvents:position": position,
            "cloudEvents:previous": position,
            "cloudEvents:correlationid": text,
            "cloudEvents:causationid": text,
        },
        "required": [
            f"cloudEvents:{name}"
            for name in (
                "specversion",
                "id",
                "source",
                "type",
                "time",
                "subject",
                "dataschema",
                "position",
                "previous",
                "correlationid",
            )
        ],
    }
