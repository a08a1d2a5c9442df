"""docs/events.md: every public event in readable form."""

from __future__ import annotations

import json
from typing import Any

from deploy.docs.examples import event_of
from deploy.docs.json_schema import file_name, schema_of_data
from services.kernel.contracts.cloudevents import exchange, from_json, to_amqp
from services.kernel.contracts.events.catalogue import CATALOGUE, OWNERS, PublicType

_HEAD = """\
# Public events

Written by `make docs` from the schemas in `services/kernel/contracts/events`; do not edit.
How to follow them: [guides/subscribers.md](guides/subscribers.md). The same for machines:
[asyncapi.yaml](asyncapi.yaml), [schemas/](schemas/).

Every event is a CloudEvent 1.0. Over HTTP it has the structured form:

```json
{structured}
```

Over AMQP the attributes are headers and the body is the JSON of `data`:

```
{headers}

{body}
```

| Attribute | Meaning |
|---|---|
| `id` | id of the event; the same event has the same id wherever and however often it arrives |
| `source` | the service that publishes it |
| `type` | the name of the event, which is also its routing key |
| `time` | when it happened, with offset |
| `subject` | id of the thing it is about |
| `dataschema` | name and version of the shape of `data` |
| `position` | its place among the events of its source, as decimal text: rises, with holes |
| `previous` | the `position` of the public event before it in the same source |
| `correlationid` | the same for everything that came of one request |
| `causationid` | id of the event it followed from, where there is one |
| `data` | the facts, without personal data |

The shape of an event never changes. A new shape is a new version, published beside the old one.
"""


def events_md() -> str:
    """The whole document."""
    example = event_of(next(one for one in CATALOGUE if one.name == "ListingPublished"))
    headers, body = to_amqp(from_json(example))
    parts = [
        _HEAD.format(
            structured=_pretty(example),
            headers="\n".join(f"{name}: {value}" for name, value in headers.items()),
            body=body.decode(),
        )
    ]
    for source in OWNERS:
        published = [one for one in CATALOGUE if one.source == source]
        parts.append(_service(source, published))
    return "\n".join(parts)


def _service(source: str, published: list[PublicType]) -> str:
    links = ", ".join(f"[{one.name}](#{one.name.lower()})" for one in published)
    head = f"## {source}\n\nExchange `{exchange(source)}`. {links}\n"
    return "\n".join([head, *(_event(one) for one in published)])


def _event(public: PublicType) -> str:
    schema = schema_of_data(public)
    rows = [
        f"| `{name}` | {_kind(rule)} | {_limits(rule)} | {'' if name in schema['required'] else 'optional'} |"
        for name, rule in schema["properties"].items()
    ]
    return "\n".join(
        [
            f"### {public.name}\n",
            f"{public.meaning}\n",
            f"Version {public.version}, [{file_name(public)}](schemas/{file_name(public)})\n",
            "| Field | Kind | Limits | |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _kind(rule: dict[str, Any]) -> str:
    if "enum" in rule:
        return "one of " + ", ".join(
            "nothing" if value is None else f"`{value}`" for value in rule["enum"]
        )
    kind = rule["type"]
    kinds = kind if isinstance(kind, list) else [kind]
    name: str = {
        "string": {"date": "day", "date-time": "moment"}.get(rule.get("format", ""), "text"),
        "integer": "whole number",
        "boolean": "yes or no",
        "array": "list",
        "object": "object",
    }[kinds[0]]
    if kinds[0] == "array":
        name = f"list of {_kind(rule['items'])}"
    return f"{name} or nothing" if "null" in kinds else name


def _limits(rule: dict[str, Any]) -> str:
    said = []
    if "maxLength" in rule:
        said.append(f"at most {rule['maxLength']} characters")
    if rule.get("minimum"):
        said.append(f"at least {rule['minimum']}")
    if "maxItems" in rule:
        said.append(f"at most {rule['maxItems']}")
    return ", ".join(said)


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
